import type { Diagnostic } from '../diagnostics';
import type { FieldChange } from './field-changes';
import type { ServerAnswer } from './live/cluster-facts';

/** What a change does, worst first. `security` stands apart: nothing stops, and somebody may do more than before. */
export const verdicts = ['security', 'refused', 'destroys', 'interrupts', 'restarts', 'applies'] as const;

/** What a change does. */
export type Verdict = (typeof verdicts)[number];

/** Why a step has its verdict. */
export interface Reason {
  readonly verdict: Verdict;
  /** The wording, and the spot of the input that it follows from. */
  readonly finding: Diagnostic;
  /** What the API server says to the object, if it was asked and this is a refusal. */
  readonly server?: ServerAnswer | undefined;
}

/** An object as plans name it. */
export interface PlanObject {
  readonly kind: string;
  readonly name: string;
  /** Undefined for objects of the whole cluster. */
  readonly namespace: string | undefined;
}

/** What happens to one object. */
export interface Step {
  readonly object: PlanObject;
  /**
   * `create`: it is new. `change`: it is there, and changes. `run`: a Job that runs because of the apply. `delete`: it is in the manifests no more, and Argo CD deletes it. `leave`: it is in
   * the manifests no more, and stays in the cluster.
   */
  readonly action: 'create' | 'change' | 'run' | 'delete' | 'leave';
  /** The sync wave, with Argo CD; else 0. */
  readonly wave: number;
  /** The file that it stands in; undefined if it is in the manifests no more. */
  readonly file: string | undefined;
  /** The worst of its reasons, and `applies` without any. */
  readonly verdict: Verdict;
  /** Worst first. */
  readonly reasons: readonly Reason[];
  /** Empty but for `change`. */
  readonly changes: readonly FieldChange[];
}

/** What an apply would do to one environment of a product. Plain data. */
export interface Plan {
  readonly product: string;
  readonly environment: string;
  readonly namespace: string;
  readonly delivery: 'kubectl' | 'argocd';
  /** In the order in which they happen; what is left or deleted comes last. Empty if nothing changes. */
  readonly steps: readonly Step[];
  /** Reasons about no object of its own, such as a file that could not be read. */
  readonly others: readonly Reason[];
  /** The worst verdict; undefined if nothing changes. */
  readonly verdict: Verdict | undefined;
}

/** The worse of two verdicts comes first. */
export function compareVerdicts(one: Verdict, other: Verdict): number {
  return verdicts.indexOf(one) - verdicts.indexOf(other);
}

/** The worst of some verdicts; undefined if there is none. */
export function worstOf(some: readonly Verdict[]): Verdict | undefined {
  return [...some].sort(compareVerdicts)[0];
}

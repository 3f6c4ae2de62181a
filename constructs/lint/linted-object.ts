import type { k8s } from 'cdk8s-plus-28';
import type { ManifestProps, Plain } from '../manifest';

/** A container as far as linters have opinions that a decision of ours can contradict. */
export type LintedContainer = Pick<
  Plain<k8s.Container>,
  'image' | 'imagePullPolicy' | 'env' | 'resources' | 'securityContext' | 'livenessProbe' | 'readinessProbe'
>;

/** A pod template's pod. */
interface LintedPod {
  readonly securityContext?: Plain<k8s.PodSecurityContext>;
  readonly priorityClassName?: string;
  readonly topologySpreadConstraints?: readonly unknown[];
  readonly initContainers?: readonly LintedContainer[];
  readonly containers: readonly LintedContainer[];
}

/** The kinds with a pod template in `spec.template`: other kinds have templates of other things. */
const kindsWithPods: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job']);

/** The parts of any kind's `spec` that the concerns read. */
interface LintedSpec {
  readonly replicas?: number;
  readonly strategy?: { readonly type?: string };
  readonly template?: { readonly spec: LintedPod };
  readonly jobTemplate?: { readonly spec: { readonly template: { readonly spec: LintedPod } } };
  readonly startingDeadlineSeconds?: number;
  readonly ttlSecondsAfterFinished?: number;
  readonly tls?: unknown;
  readonly minReplicas?: number;
  readonly maxReplicas?: number;
  readonly podSelector?: { readonly matchLabels?: Readonly<Record<string, string>> };
}

/** One object as linters see it. */
export interface LintedObject {
  readonly kind: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: LintedSpec;
  /** The pod of a workload's template. */
  readonly pod: LintedPod | undefined;
  /** Init containers and containers. */
  readonly containers: readonly LintedContainer[];
  /** Whether a Service leads to its pods; kube-score asks no probes of others. */
  readonly called: boolean;
  /** Whether a PodDisruptionBudget has its name. */
  readonly budgeted: boolean;
  /** Whether the platform has any NetworkPolicy. */
  readonly isolated: boolean;
}

/** The objects beside one, as far as linters hold it against them. */
export interface Surroundings {
  /** Whether there is any NetworkPolicy. */
  readonly isolated: boolean;
  /** The names of the PodDisruptionBudgets. */
  readonly budgets: ReadonlySet<string>;
}

/** Looks through the objects of a platform for what linters hold each of them against. */
export function surroundingsIn(objects: readonly Pick<ManifestProps, 'kind' | 'metadata'>[]): Surroundings {
  return {
    isolated: objects.some(({ kind }) => kind === 'NetworkPolicy'),
    budgets: new Set(objects.filter(({ kind }) => kind === 'PodDisruptionBudget').map(({ metadata }) => metadata.name)),
  };
}

/**
 * Reads an object as linters do: what they object to is what stands in the manifest, whatever it came from.
 * @param surroundings the objects beside it
 */
export function lintedObject({ kind, metadata, spec = {} }: ManifestProps, { isolated, budgets }: Surroundings): LintedObject {
  const known = spec as LintedSpec;
  const pod = kind === 'CronJob' ? known.jobTemplate?.spec.template.spec : kindsWithPods.has(kind) ? known.template?.spec : undefined;
  return {
    kind,
    name: metadata.name,
    labels: metadata.labels ?? {},
    spec: known,
    pod,
    containers: pod === undefined ? [] : [...(pod.initContainers ?? []), ...pod.containers],
    called: metadata.labels?.['app.kubernetes.io/component'] !== 'worker',
    budgeted: budgets.has(metadata.name),
    isolated,
  };
}

import type { LintedObject } from './linted-object';

/** A decision of ours that linters object to, the reason for it, and what each of them calls the objection. */
export interface LintConcern {
  /** A word for the decision, by which the guide explains it. Several entries may share one, and then the reason too. */
  readonly concern: string;
  /** Why it is so. The guide and the annotations of the linters that take a reason show it. Without `=`, which ends a rule's name for checkov. */
  readonly reason: string;
  /** Whether the object shows what the rules below object to. */
  readonly when: (object: LintedObject) => boolean;
  /**
   * Checks of kube-score.
   * @default none
   * @see https://github.com/zegl/kube-score/blob/master/README_CHECKS.md
   */
  readonly kubeScore?: readonly string[];
  /**
   * Checks of polaris.
   * @default none
   * @see https://polaris.docs.fairwinds.com/checks/security/
   */
  readonly polaris?: readonly string[];
  /**
   * Checks of kube-linter.
   * @default none
   * @see https://docs.kubelinter.io/#/generated/checks
   */
  readonly kubeLinter?: readonly string[];
  /**
   * Policies of checkov.
   * @default none
   * @see https://www.checkov.io/5.Policy%20Index/kubernetes.html
   */
  readonly checkov?: readonly string[];
}

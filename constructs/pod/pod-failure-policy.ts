import type { k8s } from 'cdk8s-plus-28';
import type { Plain } from '../manifest';

/**
 * Which ends of pods do not count towards the `backoffLimit` of a Job: those that a drain, a preemption or the loss of a node has brought about. Another pod takes their place, within the deadline of the Job.
 * The pods of the Job must have `restartPolicy: Never`.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy
 */
export const disruptionsIgnored = {
  rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
} satisfies Plain<k8s.PodFailurePolicy>;

import * as z from 'zod';

/**
 * The bounds of a HorizontalPodAutoscaler, which scales by CPU use.
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
 */
export const autoscalingSchema = z.strictObject({
  /** The least number of pods, from 1. From 2 on the service has a PodDisruptionBudget. */
  minReplicas: z.number(),
  /** The largest number of pods. The connection budget and the quota count this many, and one more during a rollout. */
  maxReplicas: z.number(),
  /**
   * The average CPU use of the pods that the autoscaler aims at, in percent of their request, from 1 to 100.
   * @default 70
   */
  cpuUtilization: z.number().optional(),
});

import * as z from 'zod';

/**
 * Between how many pods an autoscaler chooses, by how busy they are.
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
 */
export const autoscalingSchema = z.strictObject({
  /** How many pods run at least, from 1. From 2 on the service has a PodDisruptionBudget. */
  minReplicas: z.number(),
  /** How many pods run at most. The connection budget and the quota count this many, and one more during a rollout. */
  maxReplicas: z.number(),
  /**
   * How much of their CPU request the pods should use on average, in percent from 1 to 100.
   * @default 70
   */
  cpuUtilization: z.number().optional(),
});

import * as z from 'zod';

const quantity = z.union([z.string(), z.number()]);

const hardAmounts = z.strictObject({
  /**
   * CPU cores of all pods together, such as `8`.
   * @default not bounded
   */
  cpu: quantity.optional(),
  /**
   * Memory of all pods together, such as `16Gi`.
   * @default not bounded
   */
  memory: quantity.optional(),
});

/**
 * The ResourceQuota of the namespace: bounds for all pods together.
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export const quotaSchema = z.strictObject({
  /**
   * The largest sum of all requests.
   * @default not bounded
   */
  requests: hardAmounts.optional(),
  /**
   * The largest sum of all limits. With `cpu`, every container must have a CPU limit.
   * @default not bounded
   */
  limits: hardAmounts.optional(),
  /**
   * The largest number of pods at once, without the finished ones.
   * @default not bounded
   */
  pods: z.number().optional(),
});

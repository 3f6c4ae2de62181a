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
 * What all pods of the namespace may have together: a ResourceQuota.
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export const quotaSchema = z.strictObject({
  /**
   * What the scheduler may set aside in all.
   * @default not bounded
   */
  requests: hardAmounts.optional(),
  /**
   * What the limits may add up to. With `cpu`, every container must have a CPU limit.
   * @default not bounded
   */
  limits: hardAmounts.optional(),
  /**
   * How many pods there may be at once, not counting those that have finished.
   * @default not bounded
   */
  pods: z.number().optional(),
});

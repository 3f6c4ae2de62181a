import * as z from 'zod';
import { canonicalQuantity, countedQuantity } from '../../formats';
import { extendedResourcesSchema } from './extended-resources';
import { inspected, legal } from './legal';

/** An amount of all pods together: a Kubernetes quantity above zero. */
function amountSchema(kind: 'requests' | 'limits', name: 'cpu' | 'memory') {
  return legal(
    z.union([z.string(), z.number()]),
    'quota-invalid',
    (given) => (countedQuantity(name, String(given)) ?? 0) > 0,
    (given) => ({ field: `${kind}.${name}`, value: canonicalQuantity(String(given)) ?? String(given), reason: 'amount' }),
  );
}

function hardAmounts(kind: 'requests' | 'limits') {
  return z.strictObject({
    /**
     * CPU cores of all pods together, such as `8`.
     * @default not bounded
     */
    cpu: amountSchema(kind, 'cpu').optional(),
    /**
     * Memory of all pods together, such as `16Gi`.
     * @default not bounded
     */
    memory: amountSchema(kind, 'memory').optional(),
  });
}

/**
 * The ResourceQuota of the namespace: bounds for all pods together.
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export const quotaSchema = inspected(
  z.strictObject({
    /**
     * The largest sum of all requests.
     * @default not bounded
     */
    requests: hardAmounts('requests').optional(),
    /**
     * The largest sum of all limits. With `cpu`, every container must have a CPU limit.
     * @default not bounded
     */
    limits: hardAmounts('limits').optional(),
    /**
     * The largest number of pods at once, without the finished ones.
     * @default not bounded
     */
    pods: legal(
      z.number(),
      'quota-invalid',
      (pods) => Number.isSafeInteger(pods) && pods >= 1,
      (pods) => ({ field: 'pods', value: String(pods), reason: 'number' }),
    ).optional(),
    /**
     * The largest sums of extended resources, in whole numbers: `nvidia.com/gpu: 4`.
     * @default not bounded
     */
    extendedResources: extendedResourcesSchema.optional(),
  }),
  ({ requests, limits, pods, extendedResources = {} }, report) => {
    const bounds = [requests?.cpu, requests?.memory, limits?.cpu, limits?.memory, pods, ...Object.values(extendedResources)];
    if (bounds.every((bound) => bound === undefined)) report('quota-invalid', { field: 'quota', value: '', reason: 'empty' });
  },
);

import * as z from 'zod';
import { canonicalQuantity, parseQuantity } from '../../formats';
import { inspected } from './legal';

type AmountName = 'cpu' | 'memory' | 'ephemeral-storage';

/** One amount, as a Kubernetes quantity. */
function amountSchema(kind: 'requests' | 'limits', name: AmountName) {
  return inspected(z.union([z.string(), z.number()]), (given, report) => {
    const text = String(given);
    const reason = flawOf(name, text);
    if (reason !== undefined)
      report('resources-invalid-quantity', { field: `${kind}.${name}`, quantity: canonicalQuantity(text) ?? text, reason });
  });
}

/** The form of nearly all amounts, which is legal whatever the digits are. */
const usualAmount = { cpu: /^\d{1,6}m?$/, bytes: /^\d{1,6}(?:[KMG]i)?$/ } as const;

/** Cores, and bytes (a pebibyte). Sums of what is close to 2^63 are beyond the arithmetic of the API server. */
const most: Readonly<Record<AmountName, number>> = { cpu: 1e6, memory: 2 ** 50, 'ephemeral-storage': 2 ** 50 };

function flawOf(name: AmountName, text: string): string | undefined {
  if (usualAmount[name === 'cpu' ? 'cpu' : 'bytes'].test(text)) return undefined;
  const amount = parseQuantity(text);
  if (amount === undefined) return 'is not a quantity';
  if (amount < 0) return 'is below zero';
  if (amount > most[name]) return 'is more than any node has';
  return name !== 'cpu' && !Number.isInteger(amount) ? 'is not a whole number of bytes' : undefined;
}

/**
 * Amounts of one kind, as Kubernetes quantities.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
const amounts = (kind: 'requests' | 'limits') => ({
  /**
   * CPU cores, such as `100m` (a tenth of a core) or `1`.
   * @default see `requests` and `limits`
   */
  cpu: amountSchema(kind, 'cpu').optional(),
  /**
   * Memory in bytes, such as `256Mi`.
   * @default see `requests` and `limits`
   */
  memory: amountSchema(kind, 'memory').optional(),
  /**
   * Local scratch space in bytes: the container's own layer, its logs and its `emptyDir` volumes.
   * @default see `requests` and `limits`
   */
  'ephemeral-storage': amountSchema(kind, 'ephemeral-storage').optional(),
});

/** The resources that a container requests, and their limits. */
export const resourcesSchema = z.strictObject({
  /**
   * The amounts that the scheduler reserves.
   * @default cpu `100m`, in an environment marked `development: true` `50m`; memory as much as its limit, in such an environment `256Mi`, for the runtime `java` `512Mi`; ephemeral-storage `64Mi`
   */
  requests: z.strictObject(amounts('requests')).optional(),
  /**
   * The most that the container may use. `cpu: null` leaves the CPU limit out.
   * @default cpu `1`; memory `512Mi`, for the runtime `java` `1Gi`; ephemeral-storage `512Mi`
   */
  limits: z
    .strictObject({
      ...amounts('limits'),
      /**
       * CPU cores, such as `1`; `null` for no limit.
       * @default '1'
       */
      cpu: amountSchema('limits', 'cpu').nullable().optional(),
    })
    .optional(),
});

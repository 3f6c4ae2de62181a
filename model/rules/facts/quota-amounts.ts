import type { Quota } from '../../platform';
import type { PodAmount } from './peak';

/** One amount of a quota. */
export interface QuotaAmount {
  readonly field: PodAmount;
  /** Below the quota's place. */
  readonly path: readonly [string, string];
  readonly quantity: string;
}

/** The amounts that a quota bounds. */
export function quotaAmounts(quota: Quota): QuotaAmount[] {
  return (['requests', 'limits'] as const).flatMap((kind) =>
    (['cpu', 'memory'] as const).flatMap((resource) => {
      const quantity = quota[kind][resource];
      return quantity === undefined ? [] : [{ field: `${kind}.${resource}`, path: [kind, resource], quantity } satisfies QuotaAmount];
    }),
  );
}

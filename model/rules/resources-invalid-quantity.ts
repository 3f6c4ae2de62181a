import type { Amount } from './facts/amounts';
import { rule } from './rule';

/** Reports amounts of resources that are no quantities, below zero, or a fraction of a byte. */
export const resourcesInvalidQuantity = rule('resources-invalid-quantity', ({ amounts }, report) => {
  for (const { requests, limits } of amounts) {
    for (const amount of [requests, limits]) {
      const reason = amount && reasonOf(amount);
      if (amount === undefined || reason === undefined) continue;
      report({ field: `${amount.kind}.${amount.resource}`, quantity: amount.quantity, reason }, amount.place);
    }
  }
});

function reasonOf({ resource, value }: Amount): string | undefined {
  if (value === undefined) return 'is not a quantity';
  if (value < 0) return 'is below zero';
  return resource !== 'cpu' && !Number.isInteger(value) ? 'is not a whole number of bytes' : undefined;
}

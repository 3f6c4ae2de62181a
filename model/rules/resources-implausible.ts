import type { Amount } from './facts/amounts';
import { rule } from './rule';

/** Less than this is no amount of memory or scratch space that anything starts with. */
const leastBytes = 2 ** 20;

/** More cores than a node has. */
const mostCores = 256;

/** Reports amounts that lack their suffix: `256` bytes of memory, `500` whole cores. */
export const resourcesImplausible = rule('resources-implausible', ({ amounts }, report) => {
  for (const { requests, limits } of amounts) {
    for (const amount of [requests, limits]) {
      const problem = amount && problemOf(amount);
      if (amount === undefined || problem === undefined) continue;
      report({ field: `${amount.kind}.${amount.resource}`, quantity: amount.quantity, ...problem }, amount.place);
    }
  }
});

function problemOf({ resource, value }: Amount): { readonly reason: string; readonly suggestion: string } | undefined {
  if (value === undefined) return undefined;
  if (resource === 'cpu')
    return value > mostCores ? { reason: `${value} whole cores`, suggestion: value < 64_000 ? `${value}m` : '500m' } : undefined;
  if (value <= 0 || value >= leastBytes || !Number.isInteger(value)) return undefined;
  return { reason: value === 1 ? 'one byte' : `${value} bytes`, suggestion: value <= 8192 ? `${value}Mi` : '256Mi' };
}

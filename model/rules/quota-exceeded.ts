import { placeUnder } from '../origin';
import { countedAmount, formatAmount, type PeakPods, podsAtPeak } from './facts/peak';
import { quotaAmounts } from './facts/quota-amounts';
import { rule } from './rule';

/** How many rows of a sum are written out. */
const shownRows = 12;

interface Sum {
  readonly field: 'pods' | Parameters<typeof formatAmount>[0];
  readonly path: readonly string[];
  readonly available: number;
  readonly each: (pods: PeakPods) => number;
  readonly format: (amount: number) => string;
}

/** Reports pods that together may need more than the namespace's quota. */
export const quotaExceeded = rule('quota-exceeded', ({ endpoints, platform }, report) => {
  const { quota } = platform;
  if (quota === undefined) return;
  const pods = podsAtPeak(platform, endpoints).filter(({ count }) => count > 0);
  const sums: Sum[] = quotaAmounts(quota).map(({ field, path, quantity }) => ({
    field,
    path,
    available: bound(countedAmount(field, quantity)),
    each: ({ of }) => of[field],
    format: (amount) => formatAmount(field, amount),
  }));
  if (quota.pods !== undefined) sums.push({ field: 'pods', path: ['pods'], available: bound(quota.pods), each: () => 1, format: String });

  for (const { field, path, available, each, format } of sums) {
    const total = (of: PeakPods): number => of.count * each(of);
    const needed = pods.reduce((sum, of) => sum + total(of), 0);
    if (!(needed > available)) continue;
    const rows = [...pods].sort((a, b) => total(b) - total(a));
    const rest = rows.slice(shownRows);
    report(
      {
        field,
        needed: format(needed),
        available: format(available),
        rows: rows
          .slice(0, shownRows)
          .map((of) => ({ name: of.name, kind: of.kind, pods: of.count, each: format(each(of)), total: format(total(of)) })),
        more: { rows: rest.length, total: format(rest.reduce((sum, of) => sum + total(of), 0)) },
      },
      placeUnder(quota.place, ...path),
    );
  }
});

/** What bounds a sum. What is no amount, which is reported as such, bounds nothing. */
function bound(amount: number | undefined): number {
  return amount !== undefined && amount >= 1 ? amount : Number.POSITIVE_INFINITY;
}

/** What becomes of the items of a list of plain values. Each in the order of its list, as often as it is so. */
export interface ItemChanges<T = string> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  /** Those that are in both, and stand in another order among the others. */
  readonly moved: readonly T[];
}

/** One item with its place. */
interface Placed<T> {
  readonly item: T;
  readonly at: number;
}

/**
 * Finds what was added to a list, taken out of it, and moved in it. Takes time in proportion to the items, and their logarithm.
 * @param keyOf a text that only equal items have
 * @returns of the places, not of the values: an item may be in a list twice
 */
export function itemChanges<T>(was: readonly T[], is: readonly T[], keyOf: (item: T) => string): ItemChanges<Placed<T>> {
  const places = new Map<string, number[]>();
  for (const [at, item] of was.entries()) {
    const key = keyOf(item);
    const known = places.get(key);
    if (known === undefined) places.set(key, [at]);
    else known.push(at);
  }
  for (const known of places.values()) known.reverse();
  const added: Placed<T>[] = [];
  const kept: { readonly item: T; readonly at: number; readonly from: number }[] = [];
  for (const [at, item] of is.entries()) {
    const from = places.get(keyOf(item))?.pop();
    if (from === undefined) added.push({ item, at });
    else kept.push({ item, at, from });
  }
  const left = new Set([...places.values()].flat());
  const inOrder = longestRising(kept.map(({ from }) => from));
  return {
    added,
    removed: was.flatMap((item, at) => (left.has(at) ? [{ item, at }] : [])),
    moved: kept.flatMap(({ item, at }, index) => (inOrder.has(index) ? [] : [{ item, at }])),
  };
}

/** The indexes of a longest rising part of numbers. */
function longestRising(numbers: readonly number[]): ReadonlySet<number> {
  const ends: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [index, number] of numbers.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[ends[middle]!]! < number) low = middle + 1;
      else high = middle;
    }
    before[index] = low === 0 ? undefined : ends[low - 1];
    ends[low] = index;
  }
  const rising = new Set<number>();
  for (let index = ends.at(-1); index !== undefined; index = before[index]) rising.add(index);
  return rising;
}

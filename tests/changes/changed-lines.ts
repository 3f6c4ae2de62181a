/** How many lines a text gained and lost. */
export interface LineCount {
  readonly added: number;
  readonly removed: number;
}

/** Counts the lines that two texts do not share, in order, as `git diff --numstat` does. */
export function changedLines(before: string, after: string): LineCount {
  let [one, other] = [linesOf(before), linesOf(after)];
  while (one.length > 0 && one[0] === other[0]) [one, other] = [one.slice(1), other.slice(1)];
  while (one.length > 0 && one.at(-1) === other.at(-1)) [one, other] = [one.slice(0, -1), other.slice(0, -1)];
  const shared = longestCommon(one, other);
  return { added: other.length - shared, removed: one.length - shared };
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** The length of the longest common subsequence. */
function longestCommon(one: readonly string[], other: readonly string[]): number {
  let previous = new Uint16Array(other.length + 1);
  for (const line of one) {
    const row = new Uint16Array(other.length + 1);
    for (let index = 0; index < other.length; index++)
      row[index + 1] = line === other[index] ? previous[index]! + 1 : Math.max(previous[index + 1]!, row[index]!);
    previous = row;
  }
  return previous[other.length] ?? 0;
}

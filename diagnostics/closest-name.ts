import { distance } from 'fastest-levenshtein';

/** Finds the name that the author probably meant; undefined if none is close. */
export type Suggest = (name: string) => string | undefined;

/** The most comparisons: enough for twenty typos among ten thousand services. */
const mostComparisons = 200_000;

/** The longest name that gets a hint. A comparison takes time in proportion to both lengths. */
const longestName = 100;

/**
 * Makes a did-you-mean whose work stays linear in the number of names: it looks for each name once, and gives no hint after many
 * names, because no reader needs thousands of hints.
 * @param candidates the names that the author could have meant
 */
export function boundedSuggest(candidates: readonly string[]): Suggest {
  const known = new Map<string, string | undefined>();
  let left = mostComparisons;
  return (name) => {
    if (known.has(name)) return known.get(name);
    const suggestion = left < candidates.length || name.length > longestName ? undefined : closestName(name, candidates);
    left -= candidates.length;
    known.set(name, suggestion);
    return suggestion;
  };
}

/**
 * Finds the candidate that the author probably meant. Case and separators do not count. A candidate is close if at most about a third of the
 * letters differ, if two letters have changed places, or if one of the two names is the other with whole words added at an end: `tax-billing` and
 * `tax-billing-instalment`.
 * @returns the closest of the candidates, the first in code-unit order among equals, never `name` itself; undefined if none is close
 */
export function closestName(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = plain(name);
  let best: { candidate: string; edits: number } | undefined;
  for (const candidate of candidates) {
    const offered = plain(candidate);
    if (candidate === name || wanted === '' || offered === '') continue;
    const edits = distance(wanted, offered);
    if (!isClose(wanted, offered, edits)) continue;
    if (best === undefined || edits < best.edits || (edits === best.edits && candidate < best.candidate)) best = { candidate, edits };
  }
  return best?.candidate;
}

function isClose(a: string, b: string, edits: number): boolean {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  const allowed = Math.max(1, Math.floor(longer.length / 3));
  return (
    (edits <= allowed && edits < longer.length) ||
    (edits === 2 && a.length > 2 && sortedLetters(a) === sortedLetters(b)) ||
    longer.startsWith(`${shorter}-`) ||
    longer.endsWith(`-${shorter}`)
  );
}

function sortedLetters(name: string): string {
  return name.split('').sort().join('');
}

function plain(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[\s_./-]+/g, '-')
    .replace(/^-|-$/g, '');
}

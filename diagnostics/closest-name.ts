import { distance } from 'fastest-levenshtein';

/** Finds the name that was probably meant; undefined if none is close. */
export type Suggest = (name: string) => string | undefined;

/** How many names are compared at most: enough for twenty typos among ten thousand services. */
const mostComparisons = 200_000;

/** The longest name that a hint is looked for. Comparing takes time in proportion to both lengths. */
const longestName = 100;

/**
 * Makes a did-you-mean that stays linear in the number of names it is asked about: it looks for each name once, and gives no hint after many
 * names, since nobody reads thousands of hints.
 * @param candidates the names that could have been meant
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
 * Finds the name that was probably meant among all candidates. A candidate is close when, case and separators aside, about a third of the
 * letters differ at most, two letters have changed places, or one of the two is the other with whole words added at an end, as `tax-billing` is to
 * `tax-billing-instalment`.
 * @returns the closest of the candidates, the first in code-unit order among equals, never `name` itself; undefined when none is close
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

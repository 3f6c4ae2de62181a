import { distance } from 'fastest-levenshtein';

/**
 * Finds the name that was probably meant, for a "did you mean". A candidate is close when, case and separators aside, about a third of the
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

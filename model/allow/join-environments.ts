import { areas, type Diagnostic, type RelatedPlace } from '../../diagnostics';

/**
 * Makes one finding of those about one change that several environments have. Where it is an error in one of them, it is an error.
 * @returns the others as they are, in their order
 */
export function joinEnvironments(findings: readonly Diagnostic[]): Diagnostic[] {
  const joined = new Map<string, Diagnostic>();
  findings.forEach((finding, index) => {
    const { code, args, at, accepted } = finding;
    const key = code in areas.upgrades ? JSON.stringify([code, args, at, accepted]) : String(index);
    const known = joined.get(key);
    joined.set(key, known === undefined ? finding : joinTwo(known, finding));
  });
  return [...joined.values()];
}

function joinTwo(one: Diagnostic, other: Diagnostic): Diagnostic {
  const places = new Map<string, RelatedPlace>();
  for (const related of [...(one.related ?? []), ...(other.related ?? [])]) places.set(JSON.stringify(related), related);
  const related = [...places].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place);
  const worse = one.severity === 'error' ? one : other;
  return related.length === 0 ? worse : { ...worse, related };
}

import { credentialsIn, notShown, redacted } from '../formats';
import type { Diagnostic, PathSegment, Place, RelatedPlace } from './diagnostic';

/**
 * Takes credentials out of the arguments of a finding: a URL may have been written where a name belongs, and findings are printed. What was derived from a
 * credential, such as a name in lower case that is suggested instead, is taken out too.
 * @returns the same data without credentials, in values and in keys, and without undefined values
 */
export function withoutCredentials<T>(args: T, path: readonly PathSegment[]): T {
  const secrets = new Set<string>();
  collect([args, path], secrets);
  return clean(args, (plain) => [...secrets].some((secret) => plain.includes(secret))) as T;
}

/**
 * Takes out of findings what was derived from credentials that stand elsewhere in the input: the name of a role or of an object is made of a key, and may be
 * a part of it alone. The time grows with the length of the texts, not with the number of credentials.
 * @param credentials each as it stands in the input
 * @returns the findings; the list itself if there is no credential
 */
export function withoutDerived(findings: readonly Diagnostic[], credentials: readonly string[]): readonly Diagnostic[] {
  const pieces = piecesOf(credentials);
  if (pieces.size === 0) return findings;
  const tells = (plain: string): boolean =>
    [...pieces].some(([length, known]) => {
      for (let at = 0; at + length <= plain.length; at++) if (known.has(plain.slice(at, at + length))) return true;
      return false;
    });
  return findings.map((finding) => ({
    ...finding,
    args: clean(finding.args, tells) as never,
    ...(finding.related && { related: finding.related.map(({ label, place }) => ({ label: cleanText(label, tells), place })) }),
  }));
}

/** Takes credentials out of a place. The locator knows the keys that {@link isSegment} does. */
export function cleanPlace(place: Place): Place {
  const file = redacted(place.file);
  const path = place.path.map((segment) => (typeof segment === 'string' ? redacted(segment) : segment));
  return file === place.file && path.every((segment, index) => segment === place.path[index]) ? place : { ...place, file, path };
}

/** Takes credentials out of the further places of a finding. */
export function cleanRelated(related: readonly RelatedPlace[]): RelatedPlace[] {
  return related.map(({ label, place }) => ({ label: redacted(label), place: cleanPlace(place) }));
}

/** Whether a key of a file is the one of a path, whose credential may not be shown. */
export function isSegment(key: string, segment: PathSegment): boolean {
  const wanted = String(segment);
  return key === wanted || ((wanted.includes(notShown) || wanted.includes(':/')) && redacted(key) === wanted);
}

/** The shortest credential that is looked for in what was derived from it: a shorter one is part of words. */
const shortest = 6;

/** As much of a credential as tells of it. */
const tellingLength = 10;

/** The parts of credentials of which none may be shown, by their length: what is shorter than a part is one itself. */
function piecesOf(credentials: readonly string[]): ReadonlyMap<number, ReadonlySet<string>> {
  const pieces = new Map<number, Set<string>>();
  for (const plain of credentials.map(plainOf)) {
    if (plain.length < shortest) continue;
    const length = Math.min(plain.length, tellingLength);
    const known = pieces.get(length) ?? new Set();
    pieces.set(length, known);
    for (let at = 0; at + length <= plain.length; at++) known.add(plain.slice(at, at + length));
  }
  return pieces;
}

function collect(value: unknown, secrets: Set<string>): void {
  if (typeof value === 'string') {
    for (const secret of credentialsIn(value)) {
      const plain = plainOf(secret);
      if (plain.length >= shortest) secrets.add(plain);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      if (!Array.isArray(value)) collect(key, secrets);
      collect(inner, secrets);
    }
  }
}

/** Whether the letters and digits of a text tell of a credential. */
type Tells = (plain: string) => boolean;

function clean(value: unknown, tells: Tells): unknown {
  if (typeof value === 'string') return cleanText(value, tells);
  if (Array.isArray(value)) return value.map((item) => clean(item, tells));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      const cleaned = clean(inner, tells);
      // A suggestion that cannot be shown is none.
      const isLost = key === 'suggestion' && cleaned !== inner;
      return inner === undefined || isLost ? [] : [[cleanText(key, tells), cleaned]];
    }),
  );
}

function cleanText(text: string, tells: Tells): string {
  const cleaned = redacted(text);
  return tells(plainOf(cleaned)) ? notShown : cleaned;
}

/** A text by its letters and digits alone, as it may come back in another form. */
function plainOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

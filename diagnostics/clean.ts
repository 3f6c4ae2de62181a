import { credentialsIn, notShown, redacted } from '../formats';
import type { PathSegment, Place, RelatedPlace } from './diagnostic';

/**
 * Takes credentials out of the arguments of a finding: a URL may have been written where a name belongs, and findings are printed. What was derived from a
 * credential, such as a name in lower case that is suggested instead, is taken out too.
 * @returns the same data without credentials, in values and in keys, and without undefined values
 */
export function withoutCredentials<T>(args: T, path: readonly PathSegment[]): T {
  const secrets = new Set<string>();
  collect([args, path], secrets);
  return clean(args, secrets) as T;
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

function clean(value: unknown, secrets: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return cleanText(value, secrets);
  if (Array.isArray(value)) return value.map((item) => clean(item, secrets));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      const cleaned = clean(inner, secrets);
      // A suggestion that cannot be shown is none.
      const isLost = key === 'suggestion' && cleaned !== inner;
      return inner === undefined || isLost ? [] : [[cleanText(key, secrets), cleaned]];
    }),
  );
}

function cleanText(text: string, secrets: ReadonlySet<string>): string {
  const cleaned = redacted(text);
  if (secrets.size === 0) return cleaned;
  const plain = plainOf(cleaned);
  return [...secrets].some((secret) => plain.includes(secret)) ? notShown : cleaned;
}

/** A text by its letters and digits alone, as it may come back in another form. */
function plainOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

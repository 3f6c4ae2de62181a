import type { PathSegment } from '../../diagnostics';

/** Half of a character of two, in a text or a key. */
export interface LoneSurrogate {
  readonly path: readonly PathSegment[];
  /** Whether the key at the end of the path has it. */
  readonly key: boolean;
  /** Such as `U+D800`. */
  readonly found: string;
}

/** Finds halves of characters in all texts and keys of plain data: JSON can say them, and UTF-8, and so a Kubernetes API, cannot. */
export function* loneSurrogates(value: unknown, path: readonly PathSegment[] = []): Generator<LoneSurrogate> {
  if (typeof value === 'string') {
    const found = halfIn(value);
    if (found !== undefined) yield { path, key: false, found };
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const below = [...path, Array.isArray(value) ? Number(key) : key];
    const found = halfIn(key);
    if (found !== undefined) yield { path: below, key: true, found };
    yield* loneSurrogates(inner, below);
  }
}

function halfIn(text: string): string | undefined {
  const [half] = /\p{Cs}/u.exec(text) ?? [];
  return half === undefined ? undefined : `U+${half.charCodeAt(0).toString(16).toUpperCase()}`;
}

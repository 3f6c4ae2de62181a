import type { PathSegment } from '../../diagnostics';

/** A text in a value, or the key of a mapping. */
export interface Spot {
  readonly path: readonly PathSegment[];
  readonly key: boolean;
}

/** Every text in a value, and every key. */
export function textSpotsIn(value: unknown, path: readonly PathSegment[] = []): Spot[] {
  if (typeof value === 'string') return [{ path, key: false }];
  if (typeof value !== 'object' || value === null) return [];
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([key, inner]) => {
    const below = [...path, isList ? Number(key) : key];
    return [...(isList ? [] : [{ path: below, key: true }]), ...textSpotsIn(inner, below)];
  });
}

/** A copy of a value with a text at one spot. */
export function withTextAt<T>(value: T, { path, key }: Spot, text: string): T {
  const copy = structuredClone(value);
  const holder = path.slice(0, -1).reduce<unknown>((inner, segment) => (inner as Record<PathSegment, unknown>)[segment], copy) as Record<
    PathSegment,
    unknown
  >;
  const last = path.at(-1)!;
  if (key) {
    holder[text] = holder[last];
    delete holder[last];
  } else holder[last] = text;
  return copy;
}

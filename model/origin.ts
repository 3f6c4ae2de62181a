import type { PathSegment, Place } from '../diagnostics';

/** Which layer of the input set a value: later layers win over earlier ones. */
export type OriginLayer = 'built-in' | 'product-default' | 'entry' | 'overlay';

/** Where a resolved value came from. */
export interface Origin {
  readonly layer: OriginLayer;
  /** The spot in the input. A built-in value has the spot where it could be set instead. */
  readonly place: Place;
}

/** A value together with its origin. */
export interface Sourced<T> {
  readonly value: T;
  readonly origin: Origin;
}

/**
 * Goes further down from a place.
 * @returns the place of the value under `segments`
 */
export function placeUnder(place: Place, ...segments: readonly PathSegment[]): Place {
  const { file, path, document } = place;
  return { file, ...(document !== undefined && { document }), path: [...path, ...segments] };
}

/**
 * Writes out what a field of an overlay is called from its root, for the help of a finding.
 * @returns such as `postgres.poolSize`
 */
export function fieldOf(place: Place, ...segments: readonly PathSegment[]): string {
  return placeUnder(place, ...segments).path.join('.');
}

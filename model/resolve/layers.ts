import type { Place } from '../../diagnostics';
import { type Origin, type OriginLayer, placeUnder, type Sourced } from '../origin';

/** One layer of input that may set a field: a part of a file. */
export interface Layer<T> {
  readonly layer: OriginLayer;
  /** The place of `values`. */
  readonly place: Place;
  readonly values: T;
}

/**
 * Picks the value of a field from the first layer that sets it.
 * @param layers from the one that wins to the one that loses
 * @param builtIn the value when no layer sets the field; its origin is where the first layer could
 */
export function pick<T extends object, F extends keyof T & string>(
  layers: readonly Layer<T>[],
  field: F,
  builtIn: NonNullable<T[F]>,
  fallbackPlace: Place,
): Sourced<NonNullable<T[F]>> {
  for (const { layer, place, values } of layers) {
    const value = values[field];
    if (value !== undefined && value !== null) return { value, origin: { layer, place: placeUnder(place, field) } };
  }
  return { value: builtIn, origin: builtInOrigin(fallbackPlace) };
}

/**
 * Goes into one field of every layer.
 * @returns the same layers, each at its `field`
 */
export function into<T extends object, F extends keyof T & string>(layers: readonly Layer<T>[], field: F): Layer<NonNullable<T[F]>>[] {
  return layers.flatMap(({ layer, place, values }) => {
    const inner = values[field];
    return inner === undefined || inner === null ? [] : [{ layer, place: placeUnder(place, field), values: inner }];
  });
}

/**
 * The origin of a value that nobody set.
 * @param place where it could be set
 */
export function builtInOrigin(place: Place): Origin {
  return { layer: 'built-in', place };
}

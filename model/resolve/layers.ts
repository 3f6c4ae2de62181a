import type { Place } from '../../diagnostics';
import { type OriginLayer, type Origins, type Overruled, placeUnder } from '../origin';

/** One layer of input that may set a field: a part of a file. */
export interface Layer<T> {
  readonly layer: OriginLayer;
  /** The place of `values`. */
  readonly place: Place;
  readonly values: T;
}

/** A value that the layers came to, with its origins. */
export interface Picked<T> {
  readonly value: T;
  readonly origins: Origins;
}

/**
 * Picks the value of a field from the first layer that sets it.
 * @param layers from the one that wins to the one that loses
 * @param builtIn the value if no layer sets the field
 * @param otherwise the origin of `builtIn`
 */
export function pick<T extends object, F extends keyof T & string>(
  layers: readonly Layer<T>[],
  field: F,
  builtIn: NonNullable<T[F]>,
  otherwise: Origins,
): Picked<NonNullable<T[F]>> {
  return decide(layers, field) ?? { value: builtIn, origins: otherwise };
}

/**
 * Lays the layers of a field over each other.
 * @param layers from the one that wins to the one that loses
 * @returns undefined if no layer sets the field
 */
export function decide<T extends object, F extends keyof T & string>(
  layers: readonly Layer<T>[],
  field: F,
): Picked<NonNullable<T[F]>> | undefined {
  let picked: { readonly value: NonNullable<T[F]>; origins: Origins } | undefined;
  for (const { layer, place, values } of layers) {
    const value = values[field];
    // Most layers leave most fields out.
    if (value === undefined || value === null) continue;
    const origin = { layer, place: placeUnder(place, field) };
    if (picked === undefined) picked = { value, origins: { origin } };
    else picked.origins = withOverruled(picked.origins, { ...origin, value });
  }
  return picked;
}

/** Adds a value that loses against all before it. */
export function withOverruled({ overruled = [], ...origins }: Origins, lost: Overruled): Origins {
  return { ...origins, overruled: [...overruled, lost] };
}

/** A value that a layer set. */
export interface Said<T> extends Overruled {
  readonly value: T;
}

const nothing: readonly never[] = [];

/**
 * Lists what all layers say of a field.
 * @returns in the order of the layers, without those that leave the field out
 */
export function saidOf<T extends object, F extends keyof T & string>(
  layers: readonly Layer<T>[],
  field: F,
): readonly Said<NonNullable<T[F]>>[] {
  let said: Said<NonNullable<T[F]>>[] | undefined;
  for (const { layer, place, values } of layers) {
    const value = values[field];
    // Most layers leave most fields out.
    if (value !== undefined && value !== null) (said ??= []).push({ layer, place: placeUnder(place, field), value });
  }
  return said ?? nothing;
}

/**
 * Goes into one field of every layer.
 * @returns the same layers, each at its `field`
 */
export function into<T extends object, F extends keyof T & string>(
  layers: readonly Layer<T>[],
  field: F,
): readonly Layer<NonNullable<T[F]>>[] {
  let inner: Layer<NonNullable<T[F]>>[] | undefined;
  for (const { layer, place, values } of layers) {
    const value = values[field];
    if (value !== undefined && value !== null) (inner ??= []).push({ layer, place: placeUnder(place, field), values: value });
  }
  return inner ?? nothing;
}

/**
 * The origins of a value that no layer set.
 * @param place where it could be set
 */
export function builtInAt(place: Place): Origins {
  return { origin: { layer: 'built-in', place } };
}

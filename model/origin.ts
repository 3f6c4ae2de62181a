import type { PathSegment, Place } from '../diagnostics';
import type { EnvironmentOverlay, ParsedService } from '../registry/schema';

/** Which layer of the input set a value: later layers win over earlier ones. */
export type OriginLayer = 'built-in' | 'product-default' | 'entry' | 'overlay';

/** Where a resolved value came from. */
export interface Origin {
  readonly layer: OriginLayer;
  /** The spot in the input. A built-in value has the spot where it could be set instead. */
  readonly place: Place;
}

/** A value that one layer set, and that does not count because another layer decides. */
export interface Overruled extends Origin {
  readonly value: unknown;
}

/** The origins of a value and of the values in it. Plain data, that JSON holds as it is. */
export interface Origins {
  /**
   * The origin of the value itself.
   * @default its path under the nearest value around it that has one
   */
  readonly origin?: Origin;
  /**
   * The values of the layers that lost, from the latest layer to the earliest.
   * @default no other layer set the value
   */
  readonly overruled?: readonly Overruled[];
  /** The origins of the values in it, by field, or by key where it is a list of things with names. */
  readonly fields?: Readonly<Record<string, Origins>>;
}

type OverlayService = NonNullable<EnvironmentOverlay['services']>[string];

/** The fields of a service that have an origin, in the words of its registry entry. `variables` are all of `extraEnv`, `env` and `secrets`, by name. */
export type ServiceField = keyof ParsedService | keyof OverlayService | 'variables';

/** The path of a value of a platform, in the words of the input: those of the overlay, but for services and backing services. */
export type OriginPath =
  | readonly ['services', string]
  | readonly ['services', string, ServiceField, ...PathSegment[]]
  | readonly ['backing', string, ...PathSegment[]]
  | readonly ['product' | 'label' | 'environment']
  | readonly ['labels' | 'annotations', string]
  | readonly [keyof EnvironmentOverlay, ...PathSegment[]];

/** The part of a platform that knows where its values came from. */
interface WithOrigins {
  readonly origins: Origins;
}

/**
 * Tells where a value of a platform came from.
 * @param path such as `'services', 'owners', 'resources', 'limits', 'memory'`
 * @returns the origin of the value; if none is recorded, that of the nearest value around it, with the rest of the path appended to its place
 */
export function originOf({ origins }: WithOrigins, ...path: OriginPath): Origin {
  let node: Origins | undefined = origins;
  let origin = origins.origin ?? { layer: 'built-in', place: { file: '', path: [] } };
  let rest = 0;
  for (let depth = 0; depth < path.length && node !== undefined; depth++) {
    node = fieldIn(node, path[depth]!);
    if (node?.origin === undefined) continue;
    origin = node.origin;
    rest = depth + 1;
  }
  return rest === path.length ? origin : { layer: origin.layer, place: placeAt(origin.place, path.slice(rest)) };
}

/** Tells the place of a value of a platform: the place of its {@link originOf}. */
export function placeOf(platform: WithOrigins, ...path: OriginPath): Place {
  return originOf(platform, ...path).place;
}

/**
 * Lists the values that layers set in vain, since another layer decides.
 * @returns from the latest layer to the earliest; empty if no other layer set the value
 */
export function overruledAt({ origins }: WithOrigins, ...path: OriginPath): readonly Overruled[] {
  return nodeAt(origins, path)?.overruled ?? [];
}

/** Lists the places where layers set a value: first the one that counts, and then those of {@link overruledAt}. */
export function settersOf(platform: WithOrigins, ...path: OriginPath): Place[] {
  const { layer, place } = originOf(platform, ...path);
  return [...(layer === 'built-in' ? [] : [place]), ...overruledAt(platform, ...path).map((other) => other.place)];
}

/** Lists the values in a value whose origins are recorded, by field or key. */
export function recordedIn({ origins }: WithOrigins, ...path: OriginPath): Readonly<Record<string, Origins>> {
  return nodeAt(origins, path)?.fields ?? {};
}

function nodeAt(origins: Origins, path: readonly PathSegment[]): Origins | undefined {
  let node: Origins | undefined = origins;
  for (const segment of path) node = fieldIn(node, segment);
  return node;
}

function fieldIn(node: Origins | undefined, segment: PathSegment): Origins | undefined {
  const fields = node?.fields;
  const field = fields?.[segment];
  // A field such as `constructor` that is not recorded is a function of all objects.
  return typeof field === 'object' ? field : undefined;
}

/**
 * Goes further down from a place.
 * @returns the place of the value under `segments`
 */
export function placeUnder(place: Place, ...segments: readonly PathSegment[]): Place {
  return placeAt(place, segments);
}

function placeAt(place: Place, segments: readonly PathSegment[]): Place {
  return { ...place, path: place.path.concat(segments) };
}

/**
 * Writes out what a field of an overlay is called from its root, for the help of a finding.
 * @returns such as `postgres.poolSize`
 */
export function fieldOf(place: Place, ...segments: readonly PathSegment[]): string {
  return placeUnder(place, ...segments).path.join('.');
}

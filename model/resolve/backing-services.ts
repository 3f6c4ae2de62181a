import type { Place } from '../../diagnostics';
import type { EnvironmentOverlay, FlaggedKindName } from '../../registry/schema';
import { type FlaggedKind, flaggedKinds } from '../backing';
import { type Origins, placeUnder } from '../origin';
import type { FlaggedService } from '../platform';
import { resolveEndpoint } from './endpoint';
import { builtInAt, type Layer, pick } from './layers';

/** A backing service, and the origins of its values. */
export interface ResolvedServer<Server> {
  readonly server: Server;
  readonly origins: Origins;
}

/**
 * Resolves the backing services of an environment but for its database servers.
 * @param overlayPlace the place of the overlay's root
 * @returns in the order of the kinds
 */
export function resolveBackingServices(
  overlay: EnvironmentOverlay,
  product: string,
  overlayPlace: Place,
): ResolvedServer<FlaggedService>[] {
  return flaggedKinds.flatMap((kind) => {
    const declared = overlay[kind.kind];
    return declared === undefined ? [] : [resolveBackingService(kind, declared, product, placeUnder(overlayPlace, kind.kind))];
  });
}

function resolveBackingService(
  { kind, defaults, tlsPort, settings: settingsOf }: FlaggedKind,
  declared: NonNullable<EnvironmentOverlay[FlaggedKindName]>,
  product: string,
  place: Place,
): ResolvedServer<FlaggedService> {
  const tls = declared.provider === 'external' && declared.tls === true;
  const layers: Layer<Readonly<Record<string, unknown>>>[] = [{ layer: 'overlay', place, values: declared }];
  const settings: Record<string, unknown> = {};
  const fields: Record<string, Origins> = {};
  for (const [field, builtIn] of Object.entries(settingsOf(product))) {
    const { value, origins } = pick(layers, field, builtIn, builtInAt(placeUnder(place, field)));
    settings[field] = value;
    fields[field] = origins;
  }
  const { endpoint, origins } = resolveEndpoint(declared, { ...defaults, port: tls ? tlsPort : defaults.port }, kind, place);
  // The compiler cannot know that these are the settings of this very kind.
  const server = { kind, name: kind, ...endpoint, ...settings, tls } as FlaggedService;
  return { server, origins: { ...origins, fields: { ...origins.fields, ...fields } } };
}

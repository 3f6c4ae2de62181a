import type { Place } from '../../diagnostics';
import type { EnvironmentOverlay, FlaggedKindName } from '../../registry/schema';
import { type FlaggedKind, flaggedKinds } from '../backing';
import { type Origin, placeUnder } from '../origin';
import type { FlaggedService } from '../platform';
import { resolveEndpoint } from './endpoint';
import { type Layer, pick } from './layers';

/**
 * Resolves the backing services of an environment but for its database servers.
 * @param overlayPlace the place of the overlay's root
 * @returns in the order of the kinds
 */
export function resolveBackingServices(overlay: EnvironmentOverlay, product: string, overlayPlace: Place): FlaggedService[] {
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
): FlaggedService {
  const tls = declared.provider === 'external' && declared.tls === true;
  const layers: Layer<Readonly<Record<string, unknown>>>[] = [{ layer: 'overlay', place, values: declared }];
  const settings: Record<string, unknown> = {};
  const origins: Record<string, Origin> = {};
  for (const [field, builtIn] of Object.entries(settingsOf(product))) {
    const { value, origin } = pick(layers, field, builtIn, placeUnder(place, field));
    settings[field] = value;
    origins[field] = origin;
  }
  const end = resolveEndpoint(declared, { ...defaults, port: tls ? tlsPort : defaults.port }, kind, place);
  // The compiler cannot know that these are the settings of this very kind.
  return { kind, name: kind, ...end, ...settings, tls, origins } as FlaggedService;
}

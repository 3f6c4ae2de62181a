import type { Capability, EnvironmentOverlay, ObservabilityInput, ProductManifest } from '../../registry/schema';
import { type Origins, placeUnder } from '../origin';
import type { Observability, PlatformSources } from '../platform';
import { builtInAt, type Layer, pick } from './layers';

/** What is resolved of a platform beside its services, with the origins of its fields. */
interface ResolvedObservability {
  readonly observability: Observability;
  readonly origins: Origins;
}

/** Resolves what watches a platform: the overlay over the product manifest, field by field. */
export function resolveObservability(
  manifest: ProductManifest,
  overlay: EnvironmentOverlay,
  capabilities: readonly Capability[],
  sources: PlatformSources,
): ResolvedObservability {
  const layers: readonly Layer<ObservabilityInput>[] = [
    { layer: 'overlay', place: placeUnder(sources.overlay, 'observability'), values: overlay.observability ?? {} },
    { layer: 'product-default', place: placeUnder(sources.manifest, 'observability'), values: manifest.observability ?? {} },
  ];
  const fields: Record<string, Origins> = {};
  const of = <F extends keyof ObservabilityInput>(
    field: F,
    builtIn: NonNullable<ObservabilityInput[F]>,
  ): NonNullable<ObservabilityInput[F]> => {
    const picked = pick(layers, field, builtIn, builtInAt(placeUnder(sources.overlay, 'observability', field)));
    fields[field] = picked.origins;
    return picked.value;
  };
  const operated = capabilities.includes('monitoring.coreos.com/v1');
  return {
    observability: {
      monitors: of('monitors', operated),
      labels: of('labels', {}),
      intervalSeconds: of('intervalSeconds', 30),
      sampleLimit: of('sampleLimit', 10_000),
    },
    origins: { fields },
  };
}

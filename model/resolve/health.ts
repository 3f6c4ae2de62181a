import type { Place } from '../../diagnostics';
import type { ServiceDefaults } from '../../registry/schema';
import type { Origin } from '../origin';
import type { Health, SourcedField } from '../platform';
import { into, type Layer, pick } from './layers';

type HealthLayer = Layer<Pick<ServiceDefaults, 'health'>>;

/** The health paths of a service; undefined if nothing asks for its health. */
interface ResolvedHealth {
  readonly health: Health | undefined;
  readonly origins: Readonly<Record<Extract<SourcedField, `health.${string}`>, Origin>>;
}

/**
 * Merges the health paths of a service, field by field.
 * @param layers from the one that wins to the one that loses
 * @param readyPath the path that tells whether the service can take requests, unless a layer says otherwise
 */
export function resolveHealth(layers: readonly HealthLayer[], readyPath: string, place: Place): ResolvedHealth {
  const healthLayers = into(layers, 'health');
  const ready = pick(healthLayers, 'ready', readyPath, place);
  const startup = pick(healthLayers, 'startup', ready.value, ready.origin.place);
  const live = pick(healthLayers, 'live', '', place);
  return {
    health: { live: live.value === '' ? undefined : live.value, ready: ready.value, startup: startup.value },
    origins: { 'health.live': live.origin, 'health.ready': ready.origin, 'health.startup': startup.origin },
  };
}

/** The health paths of a worker: those of its entry. The defaults of a product are meant for what answers requests. */
export function resolveWorkerHealth(layers: readonly HealthLayer[], place: Place): ResolvedHealth {
  const own = layers.filter(({ layer }) => layer !== 'product-default');
  const paths = into(own, 'health')[0]?.values;
  const path = paths?.ready ?? paths?.live ?? paths?.startup;
  const resolved = resolveHealth(own, path ?? '', place);
  return path === undefined ? { ...resolved, health: undefined } : resolved;
}

import type { EnvoyPolicy, Exposure, Workload } from '../../blueprint';
import type { Platform } from '../../platform';
import { designHttpRoutes } from './http-routes';

/** Gives exposures that a Gateway serves their HTTPRoutes, and the policies of these. Others stay as they are. */
export function onGateway({ routing }: Platform, exposures: readonly Exposure[], workloads: readonly Workload[]): Exposure[] {
  if (routing?.target !== 'gateway') return [...exposures];
  const byId = new Map(workloads.map((workload) => [workload.id, workload]));
  const taken = new Set(exposures.map(({ name }) => name));
  return exposures.map((exposure) => ({
    ...exposure,
    httpRoutes: designHttpRoutes(exposure, byId, taken),
    policies: exposure.controller === 'envoy-gateway' ? policiesOf(exposure) : [],
  }));
}

/** The policies that say something. Each is whole: of two for one HTTPRoute, Envoy Gateway takes the nearer one and forgets the other. */
function policiesOf({ auth, features }: Exposure): EnvoyPolicy[] {
  const { cors, rateLimit, retries, circuitBreaker, sticky, maxBodyBytes } = features;
  const ofTraffic = [rateLimit, retries, circuitBreaker, sticky, maxBodyBytes];
  return [
    ...(auth !== undefined || cors !== undefined ? (['SecurityPolicy'] as const) : []),
    ...(ofTraffic.some((feature) => feature !== undefined) ? (['BackendTrafficPolicy'] as const) : []),
  ];
}

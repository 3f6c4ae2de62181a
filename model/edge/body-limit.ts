import type { Platform, Route, Service } from '../platform';
import { backendProtocolOf } from './backend-protocol';
import { type EdgeKind, edgeKindOf } from './capabilities';

/**
 * Controllers that read a body whole before they measure it. Traefik holds the answer back until it is whole, too.
 * @see https://github.com/traefik/traefik/issues/12869
 */
const readWhole: ReadonlySet<EdgeKind> = new Set(['traefik', 'traefik-gateway', 'envoy-gateway']);

/** Why a route has no limit, as a part of a sentence after the name of the controller. */
export const withoutBodyLimit = 'reads a body whole before it measures it, and one of this route may be a stream that does not end';

/**
 * Whether the limit of a body is left out of a route: requests and answers that do not end, and calls of gRPC, which may stream, would wait for ever where a body is read whole.
 * @param service the service that answers
 */
export function isWithoutBodyLimit(route: Pick<Route, 'features' | 'port'>, service: Pick<Service, 'ports'>, kind: EdgeKind): boolean {
  const { features } = route;
  if (features.maxBodyBytes === undefined || !readWhole.has(kind)) return false;
  return features.websocket !== undefined || backendProtocolOf(route, service) === 'grpc';
}

/** The platform as the controller is told of it: without limits of bodies that are left out. */
export function asToldOf<P extends Pick<Platform, 'services' | 'routing'>>(platform: P): P {
  const { services, routing } = platform;
  if (routing === undefined) return platform;
  const kind = edgeKindOf(routing);
  const isTold = (service: Service): boolean => !service.routes.some((route) => isWithoutBodyLimit(route, service, kind));
  if (services.every(isTold)) return platform;
  const toldOf = (service: Service): Service =>
    isTold(service)
      ? service
      : { ...service, routes: service.routes.map((route) => (isWithoutBodyLimit(route, service, kind) ? unlimited(route) : route)) };
  return { ...platform, services: services.map(toldOf) };
}

function unlimited(route: Route): Route {
  const { maxBodyBytes: _left, ...features } = route.features;
  return { ...route, features };
}

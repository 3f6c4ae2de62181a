import type { Port, Workload } from '../blueprint';
import { backendProtocolOf } from '../edge/backend-protocol';
import type { Platform, Service, ServicePort } from '../platform';
import { traefikServiceSettings } from './routing/traefik';

/** A port on which HTTP is spoken. */
export function httpPort(name: string, port: number): Port {
  return { name, port, protocol: 'TCP', application: 'http' };
}

/** The ports of a service's container, in the order of the service's ports. */
export function containerPorts(ports: readonly ServicePort[]): Port[] {
  return ports.map(({ name, port, protocol }) => ({
    name,
    port,
    protocol: transportOf(protocol),
    application: protocol === 'tcp' || protocol === 'udp' ? undefined : protocol,
  }));
}

/** The transport that a protocol is spoken over. */
export function transportOf(protocol: ServicePort['protocol']): 'TCP' | 'UDP' {
  return protocol === 'udp' ? 'UDP' : 'TCP';
}

/**
 * The part of a service's workload that is told to the proxy of its routes. Traefik does not look at what a port says that is spoken over it, and has the time limit of answers,
 * the cookie of a client and what is spoken for a whole Kubernetes Service.
 */
export function toldToProxy({ routing }: Pick<Platform, 'routing'>, service: Service): Pick<Workload, 'proxy'> {
  const { routes } = service;
  const [first] = routes;
  if (routing?.controller !== 'traefik' || routing.target !== 'ingress' || first === undefined) return {};
  const { answerSeconds, sticky } = traefikServiceSettings(routes);
  const isHttp2 = backendProtocolOf(first, service) !== undefined;
  if (!isHttp2 && answerSeconds === undefined && sticky !== true) return {};
  return {
    proxy: {
      controller: 'traefik',
      ...(isHttp2 && { speaks: 'h2c' }),
      ...(answerSeconds !== undefined && { answerSeconds }),
      ...(sticky === true && { sticky: { secure: routing.tls !== undefined } }),
    },
  };
}

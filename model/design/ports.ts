import type { Port, Workload } from '../blueprint';
import type { Platform, Service, ServicePort } from '../platform';

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

/** The name of the port to which the routes of a service lead. */
export function routedPort({ ports }: Pick<Service, 'ports'>): string {
  return ports[0]?.name ?? 'http';
}

/** The part of a service's workload that tells the proxy of its routes to speak HTTP/2. Traefik does not look at what a port says that is spoken over it. */
export function toldToProxy({ ingress }: Pick<Platform, 'ingress'>, { ports, routes }: Service): Pick<Workload, 'proxy'> {
  const [own] = ports;
  if (ingress?.controller !== 'traefik' || routes.length === 0 || (own?.protocol !== 'h2c' && own?.protocol !== 'grpc')) return {};
  return { proxy: { controller: 'traefik', speaks: 'h2c' } };
}

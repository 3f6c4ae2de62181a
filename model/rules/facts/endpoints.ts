import { isServiceDomain } from '../../../formats';
import { clusterHosts } from '../../backing/postgres/cluster-names';
import { headlessName } from '../../blueprint';
import { type BackingService, clusterOf, type External, type Neighbour, type Platform, type Service } from '../../platform';

/** The kind of a host in a URL, seen from a pod of the platform. */
export type Target =
  | { readonly kind: 'service'; readonly service: Service }
  | { readonly kind: 'backing'; readonly endpoint: BackingService }
  | { readonly kind: 'external'; readonly external: External }
  /** A service of another product. */
  | { readonly kind: 'neighbour'; readonly neighbour: Neighbour }
  /** The pod itself. */
  | { readonly kind: 'local' }
  /** A registry entry that the product leaves out. */
  | { readonly kind: 'left-out'; readonly name: string }
  /** A name that would be in the namespace, where there is none such. */
  | { readonly kind: 'unknown'; readonly name: string }
  /** Somewhere outside, or not a plain name: nothing can be said about it. */
  | { readonly kind: 'elsewhere' };

/** Says what a host is. */
export type ResolveHost = (host: string) => Target;

const elsewhere: Target = { kind: 'elsewhere' };

/**
 * Prepares the look-up of hosts as the DNS of a cluster would answer: `name`, `name.namespace`, `name.namespace.svc` and
 * `name.namespace.svc.cluster.local` are the same.
 * @param serviceByHostname the services of the platform
 */
export function hostResolver(
  { namespace, registryKeys, backing, externals, neighbours }: Platform,
  serviceByHostname: ReadonlyMap<string, Service>,
): ResolveHost {
  const externalByHost = new Map(externals.map((external) => [external.host.toLowerCase(), external]));
  const neighbourByHost = new Map(neighbours.map((neighbour) => [neighbour.host, neighbour]));
  const endpointByHost = new Map<string, BackingService>();
  for (const endpoint of backing) {
    endpointByHost.set(endpoint.host.toLowerCase(), endpoint);
    if (endpoint.kind === 'postgres' && endpoint.pooler !== undefined) endpointByHost.set(endpoint.pooler.host.toLowerCase(), endpoint);
    const cluster = clusterOf(endpoint);
    if (cluster !== undefined) for (const host of clusterHosts(cluster)) endpointByHost.set(host, endpoint);
    if (endpoint.inCluster !== undefined) endpointByHost.set(`${endpoint.host.toLowerCase()}-headless`, endpoint);
  }
  const serviceByHeadless = new Map(
    [...serviceByHostname].flatMap(([hostname, service]) =>
      service.kind === 'stateful' ? [[headlessName(hostname), service] as const] : [],
    ),
  );
  const keys = new Set(registryKeys);
  return (host) => {
    if (isLocal(host)) return { kind: 'local' };
    const ofPod = serviceOfPod(host, namespace, serviceByHeadless);
    if (ofPod !== undefined) return { kind: 'service', service: ofPod };
    const name = nameInNamespace(host, namespace);
    const endpoint = endpointByHost.get(name ?? host) ?? endpointByHost.get(host);
    const service = name === undefined ? undefined : (serviceByHostname.get(name) ?? serviceByHeadless.get(name));
    if (service !== undefined) return { kind: 'service', service };
    if (endpoint !== undefined) return { kind: 'backing', endpoint };
    const external = externalByHost.get(host);
    if (external !== undefined) return { kind: 'external', external };
    const neighbour = neighbours.length === 0 ? undefined : neighbourByHost.get(inNamespaces(host));
    if (neighbour !== undefined) return { kind: 'neighbour', neighbour };
    if (name === undefined || !isPlainName(name)) return elsewhere;
    return { kind: keys.has(name) ? 'left-out' : 'unknown', name };
  };
}

/** The first label of a host that is in the namespace, or `undefined` for a host that is not. */
export function nameInNamespace(host: string, namespace: string): string | undefined {
  const [name, second, ...domain] = host.split('.');
  if (second === undefined) return name;
  return second === namespace && (domain.length === 0 || isServiceDomain(domain)) ? name : undefined;
}

/** The stateful service of which a host is one pod, such as `nats-0.nats-headless`; undefined if it is none. */
function serviceOfPod(host: string, namespace: string, serviceByHeadless: ReadonlyMap<string, Service>): Service | undefined {
  const dot = host.indexOf('.');
  const service = dot === -1 ? undefined : serviceByHeadless.get(nameInNamespace(host.slice(dot + 1), namespace) ?? '');
  const pod = service !== undefined && host.startsWith(`${service.name}-`) ? host.slice(service.name.length + 1, dot) : '';
  return /^\d+$/.test(pod) ? service : undefined;
}

/** Writes the host of a Kubernetes Service, however it is spelt, as `name.namespace.svc`. A host of something else stays as it is. */
export function inNamespaces(host: string): string {
  const [name, namespace, ...domain] = host.split('.');
  return namespace !== undefined && (domain.length === 0 || isServiceDomain(domain)) ? `${name}.${namespace}.svc` : host;
}

/** A name that was meant as one: no number, and nothing that is filled in later, such as `$(HOST)` or `<host>`. */
function isPlainName(name: string): boolean {
  return /^[a-z0-9_-]+$/.test(name) && /[a-z]/.test(name);
}

function isLocal(host: string): boolean {
  return (
    host === 'localhost' || host.endsWith('.localhost') || /^127(?:\.\d{1,3}){3}$/.test(host) || ['0.0.0.0', '::', '::1'].includes(host)
  );
}

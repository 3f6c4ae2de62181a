import { groupKind } from './pod';
import { listOf, type Mapping, mappingOf, textOf } from './mappings';
import { hostsOfRule } from './traefik-rule';

type HostsOf = (spec: Mapping, name: string) => readonly string[];

/**
 * The hosts of the routes of a Kubernetes object.
 * @returns names in lower case, wildcards such as `*.example`, and an empty text for every host; none if it holds no routes
 */
export function routeHosts(object: {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
}): readonly string[] {
  const hosts = hostsOfKind.get(groupKind(object))?.(mappingOf((object as unknown as Mapping)['spec']), object.metadata.name) ?? [];
  return hosts.map((host) => (host === '*' ? '' : host.toLowerCase()));
}

const hostsOfKind: ReadonlyMap<string, HostsOf> = new Map<string, HostsOf>([
  [
    'networking.k8s.io/Ingress',
    ({ rules, defaultBackend }) => [...listOf(rules).map(hostOf('host')), ...(defaultBackend === undefined ? [] : [''])],
  ],
  ...['HTTPRoute', 'GRPCRoute', 'TLSRoute'].map((kind) => [`gateway.networking.k8s.io/${kind}`, hostnamesOf] as const),
  ...['traefik.io', 'traefik.containo.us'].flatMap((group) =>
    ['IngressRoute', 'IngressRouteTCP'].map((kind) => [`${group}/${kind}`, hostsOfMatches] as const),
  ),
  // Without a virtual host it is a part of another HTTPProxy.
  ['projectcontour.io/HTTPProxy', ({ virtualhost }) => (virtualhost === undefined ? [] : [hostOf('fqdn')(virtualhost)])],
  ['networking.istio.io/VirtualService', hostsOfVirtualService],
  ['k8s.nginx.org/VirtualServer', ({ host }) => textsOf([host])],
  [
    'apisix.apache.org/ApisixRoute',
    ({ http }) => listOf(http).flatMap((route) => orAny(listOf(mappingOf(mappingOf(route)['match'])['hosts']))),
  ],
  ['getambassador.io/Mapping', ({ hostname, host }) => orAny([hostname ?? host])],
  ['zalando.org/RouteGroup', ({ hosts }) => orAny(listOf(hosts))],
  ['configuration.konghq.com/TCPIngress', ({ rules }) => listOf(rules).map(hostOf('host'))],
  ['serving.knative.dev/DomainMapping', (_, name) => [name]],
  // Without a host the router makes one up.
  [
    'route.openshift.io/Route',
    ({ host, wildcardPolicy }) => textsOf([host]).map((name) => (wildcardPolicy === 'Subdomain' ? name.replace(/^[^.]*/, '*') : name)),
  ],
]);

/** The hosts of a route of the Gateway API. Without any it takes every host of its listeners; a route for Kubernetes Services alone is one inside a mesh. */
function hostnamesOf({ hostnames, parentRefs }: Mapping): readonly string[] {
  const names = textsOf(listOf(hostnames));
  if (names.length > 0) return names;
  return listOf(parentRefs).some((parent) => textOf(mappingOf(parent)['kind']) !== 'Service') ? [''] : [];
}

function hostsOfMatches({ routes }: Mapping): readonly string[] {
  return listOf(routes).flatMap((route) => hostsOfRule(textOf(mappingOf(route)['match']) ?? ''));
}

/** The hosts of a VirtualService; `*` counts only where a gateway of Istio serves it, since inside the mesh no request of ours leaves by the edge. */
function hostsOfVirtualService({ hosts, gateways }: Mapping): readonly string[] {
  const isAtEdge = textsOf(listOf(gateways)).some((gateway) => gateway !== 'mesh');
  return textsOf(listOf(hosts)).filter((host) => host !== '*' || isAtEdge);
}

function hostOf(field: string): (value: unknown) => string {
  return (value) => textOf(mappingOf(value)[field]) ?? '';
}

/** The hosts of a list; every host if it names none. */
function orAny(hosts: readonly unknown[]): readonly string[] {
  const names = textsOf(hosts);
  return names.length > 0 ? names : [''];
}

function textsOf(values: readonly unknown[]): string[] {
  return values.map(textOf).filter((text) => text !== undefined);
}

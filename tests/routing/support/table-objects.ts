import type { TableRoute } from '../../../model/route-table';
import type { RoutingObject } from './api-client';

/** The name of the IngressClass, GatewayClass and Gateway of {@link classObjects}; the Gateway stands in a namespace of its own name. */
export const CLASS = 'public';

/** What a platform owner has: an IngressClass and a GatewayClass of some controllers, and a Gateway for all namespaces with a listener of plain HTTP. */
export function classObjects({ port, ingress, gateway }: { port: number; ingress: string; gateway: string }): RoutingObject[] {
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: CLASS } },
    { apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', metadata: { name: CLASS }, spec: { controller: ingress } },
    { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'GatewayClass', metadata: { name: CLASS }, spec: { controllerName: gateway } },
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: CLASS, namespace: CLASS },
      spec: {
        gatewayClassName: CLASS,
        listeners: [{ name: 'http', port, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } }],
      },
    },
  ];
}

/** The port of every Service of {@link serviceObjects}. */
const SERVICE_PORT = 80;

/** A Namespace with a Service for each backend of some routes. */
export function serviceObjects(namespace: string, routes: readonly TableRoute[]): RoutingObject[] {
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    ...backendsOf(routes).map((name) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace },
      spec: { ports: [{ name: 'http', port: SERVICE_PORT, targetPort: 'http' }] },
    })),
  ];
}

/** How many matches a rule may have. @see https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule */
const MATCHES_OF_A_RULE = 64;

/** HTTPRoutes, each of one backend, one host and one rule. */
export function httpRouteObjects(namespace: string, routes: readonly TableRoute[]): RoutingObject[] {
  const groups = new Map<string, TableRoute[]>();
  for (const route of routes) {
    const key = `${route.backend} ${route.host}`;
    groups.set(key, [...(groups.get(key) ?? []), route]);
  }
  return [...groups.values()].flatMap((group, index) => {
    const { backend, host } = group[0]!;
    const matches = group.flatMap(matchesOf);
    const rules = Array.from({ length: Math.ceil(matches.length / MATCHES_OF_A_RULE) }, (_, part) => ({
      matches: matches.slice(part * MATCHES_OF_A_RULE, (part + 1) * MATCHES_OF_A_RULE),
      backendRefs: [{ name: backend, port: SERVICE_PORT }],
    }));
    return rules.map((rule, part) => ({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: `${backend}-${index}-${part}`, namespace },
      spec: { parentRefs: [{ name: CLASS, namespace: CLASS }], ...(host === '' ? {} : { hostnames: [host] }), rules: [rule] },
    }));
  });
}

function matchesOf({ path: value, match, methods, headers, query }: TableRoute): object[] {
  const rest = {
    path: { type: match === 'exact' ? 'Exact' : 'PathPrefix', value },
    ...(headers === undefined ? {} : { headers }),
    ...(query === undefined ? {} : { queryParams: query }),
  };
  return methods === undefined ? [rest] : methods.map((method) => ({ ...rest, method }));
}

/** The backends that some routes lead to. */
export function backendsOf(routes: readonly TableRoute[]): string[] {
  return [...new Set(routes.map(({ backend }) => backend))];
}

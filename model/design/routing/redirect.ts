import { type Exposure, type Middleware, serviceId } from '../../blueprint';
import { entryPointsAnnotation, middlewaresAnnotation } from '../../edge/middlewares-annotation';
import type { Platform, Route, Routing } from '../../platform';
import { freeName } from './free-name';
import { partOf } from './part-of';
import { traefikAnnotations } from './traefik';

/**
 * The Ingress that leads plain HTTP to HTTPS: Traefik has none of the others at its entry point for it. What is declared by `ingress` has had none, and keeps that. Its backend gets no request.
 */
export function redirectToHttps(platform: Platform, routing: Routing, taken: ReadonlySet<string>): Exposure[] {
  const { product, development, services } = platform;
  const routes = services.flatMap((service) => service.routes.map((route) => ({ service, route })));
  const isWanted = routing.target === 'ingress' && routing.controller === 'traefik' && routing.declaredBy === 'routing' && !development;
  if (!isWanted || routing.tls === undefined) return [];
  const middlewares: Middleware[] = [{ name: `${product}-redirect-https`, file: 'routes', does: { kind: 'redirect-https' } }];
  // A host whose service is down must not take the redirect of the others with it.
  const hostsOf = new Map<string, { readonly of: (typeof routes)[number]; readonly hosts: string[] }>();
  const firstAt = firstByHost(routes);
  for (const { host } of routing.hosts) {
    const of = firstAt.get(host);
    if (of === undefined) continue;
    const same = hostsOf.get(of.service.key);
    if (same === undefined) hostsOf.set(of.service.key, { of, hosts: [host] });
    else same.hosts.push(host);
  }
  return [...hostsOf.values()].map(({ of: { service, route }, hosts }, index): Exposure => {
    const wanted = index === 0 ? `${product}-redirect` : `${product}-redirect-${service.name}`;
    const name = freeName([wanted, `${wanted}-https`], taken);
    const backends = [{ workload: serviceId(service), port: route.port, weight: 1 }];
    return {
      id: `routes/${name}`,
      name,
      file: 'routes',
      workload: undefined,
      ...partOf(routing),
      tls: undefined,
      hosts,
      annotations: {
        [entryPointsAnnotation]: 'web',
        ...traefikAnnotations({ features: {} }, middlewares, platform.namespace),
      },
      told: [entryPointsAnnotation, middlewaresAnnotation],
      middlewares,
      features: {},
      auth: undefined,
      authBackend: undefined,
      withoutHeaders: [],
      rewrite: undefined,
      routes: [{ path: '/', match: 'prefix', methods: undefined, backends, place: routing.place }],
      place: routing.place,
    };
  });
}

/** The first route of each host, that of the path `/` before others. Hosts that are the same array count once. */
function firstByHost<R extends { readonly route: Route }>(routes: readonly R[]): Map<string, R> {
  const isRoot = ({ route }: R): boolean => route.path === '/';
  const ofList = new Map<readonly string[], R>();
  for (const one of routes) {
    const before = ofList.get(one.route.hosts);
    if (before === undefined || (isRoot(one) && !isRoot(before))) ofList.set(one.route.hosts, one);
  }
  const places = new Map(routes.map((one, place) => [one, place]));
  const inOrder = [...ofList.values()].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
  const first = new Map<string, R>();
  for (const one of [...inOrder.filter(isRoot), ...inOrder.filter((other) => !isRoot(other))])
    for (const host of one.route.hosts) if (!first.has(host)) first.set(host, one);
  return first;
}

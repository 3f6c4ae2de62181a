import { createDiagnostic, type Diagnostic, type Place } from '../../diagnostics';
import { type DeclaredRoute, declaredPath, type ParsedService } from '../../registry/schema';
import { placeUnder } from '../origin';
import type { Edge, Route, Routing, ServicePort } from '../platform';
import { withFeatures } from './edge';
import { compareText } from './order';
import { RoutedHosts } from './routed-hosts';

/** What the routes of a service are resolved against. */
export interface RouteScope {
  readonly key: string;
  readonly hostname: string;
  readonly entry: ParsedService;
  readonly ports: readonly ServicePort[];
  /** The place of the entry. */
  readonly place: Place;
  readonly routing: Routing | undefined;
  readonly edge: Edge;
}

/**
 * Reads the routes of one entry.
 * @returns in the declared order, and findings about ports and hosts that are not there
 */
export function resolveRoutes({ key, hostname, entry, ports, place, routing, edge }: RouteScope): {
  readonly routes: Route[];
  readonly findings: Diagnostic[];
} {
  const findings: Diagnostic[] = [];
  const usual = routing === undefined ? [] : RoutedHosts.of(routing).ofService(key);
  const routes = (entry.routes ?? []).map((declared, index): Route => {
    const at = placeUnder(place, 'routes', index);
    const path = declaredPath(declared);
    const own = typeof declared === 'string' ? undefined : declared;
    const port = own?.port;
    if (port !== undefined && !ports.some(({ name }) => name === port))
      findings.push(createDiagnostic('route-port-unknown', { port, known: ports.map(({ name }) => name) }, placeUnder(at, 'port')));
    return {
      path,
      match: own?.match ?? 'prefix',
      hosts: own?.hosts === undefined ? usual : hostsOfRoute(own.hosts, routing, at, findings),
      methods: own?.methods,
      rewrite: own?.strip === true ? '/' : own?.rewrite,
      service: key,
      serviceName: hostname,
      port: port ?? ports[0]?.name ?? 'http',
      public: own?.public ?? false,
      features: own === undefined ? edge.features : withFeatures(edge.features, own, 'entry', at, edge.traceHeader),
      place: own === undefined ? at : placeUnder(at, 'path'),
    };
  });
  return { routes, findings };
}

/**
 * Tells the address of a service for browsers: the first host of the first of its routes, and its path.
 * @returns undefined if the host is not there, which is a finding
 */
export function publicAddress(
  key: string,
  route: DeclaredRoute,
  routing: Routing,
): { readonly host: string; readonly path: string } | undefined {
  const wanted = typeof route === 'string' ? undefined : route.hosts;
  const hosts = RoutedHosts.of(routing);
  const [host] = wanted === undefined ? hosts.ofService(key) : hosts.chosen(wanted);
  return host === undefined ? undefined : { host, path: declaredPath(route).replace(/\/$/, '') };
}

function hostsOfRoute(
  wanted: NonNullable<Exclude<DeclaredRoute, string>['hosts']>,
  routing: Routing | undefined,
  at: Place,
  findings: Diagnostic[],
): readonly string[] {
  if (routing === undefined) return [];
  const hosts = RoutedHosts.of(routing);
  for (const [index, item] of wanted.entries()) {
    if (hosts.has(item)) continue;
    const known = routing.hosts.map(({ host, name }) => name ?? host);
    // With one label more it is most likely the host that the route means, without its name.
    const [unnamed, another] = routing.hosts.filter(
      ({ host, name, services }) => name === undefined && services === undefined && host.startsWith(`${item}.`),
    );
    findings.push(
      createDiagnostic(
        'route-host-unknown',
        { host: item, known, field: routing.declaredBy, unnamed: another === undefined ? unnamed?.host : undefined },
        placeUnder(at, 'hosts', index),
        {
          related: [
            { label: 'the hosts are declared at', place: placeUnder(routing.place, routing.declaredBy === 'ingress' ? 'host' : 'hosts') },
          ],
        },
      ),
    );
  }
  return hosts.chosen(wanted);
}

/**
 * Puts routes in match order: the longest path first, as an Ingress matches them, an exact one before a prefix, whatever the controller does.
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/#multiple-matches
 */
export function inMatchOrder(routes: readonly Route[]): Route[] {
  return [...routes].sort(
    (a, b) =>
      b.path.length - a.path.length || compareText(a.path, b.path) || compareText(a.match, b.match) || compareText(a.service, b.service),
  );
}

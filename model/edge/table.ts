import { isRoutePath } from '../../formats';
import type { Blueprint, ExposedRoute, Exposure, RouteBackend } from '../blueprint';
import type { Edge, Platform, Route, Routing } from '../platform';
import { buildTable, type Dialect, hostStandIns, type RouteTable, type TableRoute } from '../route-table';
import { edgeKindOf, type EdgeKind } from './capabilities';

/** The table of a platform's routes, and what each of its routes was made of. */
export interface SourcedTable<Source> {
  readonly table: RouteTable;
  /** By route of the table. */
  readonly sources: ReadonlyMap<TableRoute, Source>;
}

/** A route of the blueprint at one host. */
export interface ExposedSource {
  readonly exposure: Exposure;
  readonly route: ExposedRoute;
  /** The workload that answers, the first if there are several. */
  readonly backend: RouteBackend | undefined;
}

/** The parts of a route that a table has, for several hosts. */
type Described = Pick<TableRoute, 'path' | 'match' | 'methods' | 'backend'> & { readonly hosts: readonly string[] };

/**
 * The table of all that a blueprint exposes, tools too: one route for each route and host. Paths that are not legal are left out, and what only leads plain HTTP to HTTPS, which no service answers.
 */
export function tableOfBlueprint({ exposures }: Pick<Blueprint, 'exposures'>): SourcedTable<ExposedSource> {
  const entries = exposures.filter(isAnswered).flatMap((exposure) =>
    exposure.routes.map((route) => {
      const backend = route.backends.map(({ workload, port }) => backendOf(workload, port)).join(' ');
      const source: ExposedSource = { exposure, route, backend: route.backends[0] };
      return { source, described: { ...route, hosts: exposure.hosts, backend } };
    }),
  );
  return tableOf(entries);
}

/** Whether services answer the requests of an exposure. */
export function isAnswered({ middlewares }: Pick<Exposure, 'middlewares'>): boolean {
  return !middlewares.some(({ does }) => does.kind === 'redirect-https');
}

/**
 * The table of the routes of a platform's services, by key, in the declared order. Without a way in they are routes of any host. Of hosts that no dialect tells apart it has one. A service counts as another one where its route needs no login: who gets in is a part of the answer.
 */
export function tableOfPlatform({ services, routing, edge }: Pick<Platform, 'services' | 'routing' | 'edge'>): SourcedTable<Route> {
  const routes = services.flatMap((service) => service.routes);
  const standIns = hostStandIns(routing === undefined ? [anyHost] : routes.map(({ hosts }) => hosts));
  return tableOf(
    routes.map((source) => {
      const hosts = standIns.of(routing === undefined ? anyHost : source.hosts);
      const backend = `${backendOf(source.service, source.port)}${isOpen(source, edge) ? ' without a login' : ''}`;
      return { source, described: { ...source, hosts, backend } };
    }),
    standIns.hosts,
  );
}

const anyHost = [''] as const;

/** Whether a route needs no login where others need one. */
export function isOpen(route: Pick<Route, 'public'>, { auth }: Pick<Edge, 'auth'>): boolean {
  return auth.kind !== 'services' && route.public;
}

function backendOf(workload: string, port: string): string {
  return `${workload}:${port}`;
}

function tableOf<Source>(
  entries: readonly { readonly source: Source; readonly described: Described }[],
  allHosts?: ReadonlySet<string>,
): SourcedTable<Source> {
  const sources = new Map<TableRoute, Source>();
  for (const [index, { source, described }] of entries.entries()) {
    const { path, match, methods, backend, hosts } = described;
    if (!isRoutePath(path)) continue;
    for (const host of hosts)
      sources.set({ id: `${index} ${host}${path}`, backend, host: host.toLowerCase(), path, match, methods }, source);
  }
  return { table: buildTable([...sources.keys()], allHosts), sources };
}

/** A table without the routes that are declared again, and those, each with the first one like it. */
export interface DistinctRoutes {
  readonly table: RouteTable;
  readonly repeats: readonly { readonly first: TableRoute; readonly again: TableRoute }[];
}

/** Takes routes out of a table that have host, path, match and methods of one before: in no dialect does anything decide between them. */
export function distinctRoutes({ routes, hosts }: RouteTable): DistinctRoutes {
  const known = new Map<string, TableRoute>();
  const repeats: { readonly first: TableRoute; readonly again: TableRoute }[] = [];
  for (const again of routes) {
    const key = JSON.stringify([again.host, again.path, again.match, again.methods === undefined ? null : [...again.methods].sort()]);
    const first = known.get(key);
    if (first === undefined) known.set(key, again);
    else repeats.push({ first, again });
  }
  return { table: buildTable([...known.values()], hosts), repeats };
}

/** The dialects in which the objects of each kind may be read, the one that holds by default first. */
const dialectsByKind: Readonly<Record<EdgeKind, readonly [Dialect, ...Dialect[]]>> = {
  // Any controller may read a plain Ingress, and any implementation a plain HTTPRoute.
  ingress: ['ingress', 'ingress-nginx', 'traefik', 'traefik-strict'],
  gateway: ['gateway', 'traefik-gateway', 'envoy-gateway'],
  nginx: ['ingress-nginx'],
  traefik: ['traefik', 'traefik-strict'],
  'traefik-gateway': ['traefik-gateway'],
  'envoy-gateway': ['envoy-gateway'],
};

/** The dialects in which the routes of a way in may be read: of several, the first holds unless the controller is set otherwise. */
export function dialectsOf(routing: Pick<Routing, 'target' | 'controller'>): readonly [Dialect, ...Dialect[]] {
  return dialectsByKind[edgeKindOf(routing)];
}

/** What each dialect is called in findings and reports. */
export const dialectTitles: Readonly<Record<Dialect, string>> = {
  ingress: 'the Ingress specification',
  gateway: 'the Gateway API',
  nginx: 'the nginx.conf of `cadastre routes`',
  'ingress-nginx': 'ingress-nginx',
  traefik: 'Traefik',
  'traefik-strict': 'Traefik with `strictPrefixMatching`',
  'traefik-gateway': 'Traefik, by HTTPRoutes',
  'envoy-gateway': 'Envoy Gateway',
};

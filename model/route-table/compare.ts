import type { RouteTable } from './build';
import type { Dialect } from './dialect';
import { hostClasses } from './host-classes';
import { placeOf } from './match';
import { probes } from './probes';
import type { TableRoute } from './route';
import { ask, keepShortest, type Witness } from './witness';

/** Two routes of different backends that match the same requests, and nothing decides between them. */
export interface RouteConflict extends Witness {
  /** In the order of the table. */
  readonly routes: readonly [TableRoute, TableRoute];
  /** The dialects in which nothing decides, of those that were compared. */
  readonly dialects: readonly Dialect[];
}

/** A route that never answers, because others are preferred for all of its requests. */
export interface UnreachableRoute extends Witness {
  readonly route: TableRoute;
  /** The dialects in which it never answers, of those that were compared. */
  readonly dialects: readonly Dialect[];
}

/** Requests that dialects answer by different routes. */
export interface RouteDifference extends Witness {
  /** `backend`: who answers differs; `route`: one backend answers, by routes that may ask for different features. */
  readonly differs: 'backend' | 'route';
}

/** What is wrong with a table. */
export interface Comparison {
  readonly conflicts: readonly RouteConflict[];
  readonly unreachable: readonly UnreachableRoute[];
  readonly differences: readonly RouteDifference[];
}

/**
 * Asks one request of each class, so nothing is missed that `probes()` covers, and each finding has the shortest of these requests. Of routes that
 * differ alike there is one finding. Routes that ask for headers or query parameters match none of these requests. The time is proportional to the
 * number of routes, where one of a wildcard or of any host counts once for each host of the table that it takes.
 * @param dialects those of the controllers that the environments of a product have, or all
 * @param declaredAs what a route of the table was made of: one that is declared for several hosts answers at a host, whichever of its routes there is preferred
 */
export function compare(
  table: RouteTable,
  dialects: readonly Dialect[],
  declaredAs: (route: TableRoute) => unknown = (route) => route,
): Comparison {
  const conflicts = new Map<string, RouteConflict[]>();
  const differences = new Map<string, RouteDifference>();
  const answering = new Map<Dialect, Set<TableRoute>>(dialects.map((dialect) => [dialect, new Set()]));
  const hosts = hostClasses(table);
  const atItsHost = routesAtHosts(table, hosts, declaredAs);
  for (const request of probes(table)) {
    const found = ask(table, request, dialects);
    for (const [dialect, { route }] of found.answers) {
      if (route === undefined) continue;
      const declared = atItsHost(route, request.host);
      for (const one of declared === undefined ? [route] : [route, declared]) answering.get(dialect)?.add(one);
    }
    for (const [key, conflict] of conflictsIn(table, found)) {
      const ofPair = conflicts.get(key);
      if (ofPair === undefined) conflicts.set(key, [conflict]);
      else ofPair.push(conflict);
    }
    const difference = differenceIn(found);
    if (difference === undefined) continue;
    keepShortest(
      differences,
      keyOf(
        table,
        [...found.answers.values()].map(({ route }) => route),
      ),
      difference,
    );
  }
  return {
    conflicts: [...conflicts.values()].flatMap(fewest),
    unreachable: unreachableIn(table, hosts, answering),
    differences: [...differences.values()],
  };
}

/**
 * Finds the route of a host that is declared as the one is that answered there: with Traefik `*.example.com` is preferred to `shop.example.com`, and where one route has both hosts nothing is lost by it.
 * @returns a function of the route that answered and the host that was asked
 */
function routesAtHosts(
  table: RouteTable,
  hosts: ReadonlyMap<string, readonly string[]>,
  declaredAs: (route: TableRoute) => unknown,
): (route: TableRoute, asked: string) => TableRoute | undefined {
  // Not the second host of a wildcard, which not all dialects let it take.
  const standsFor = new Map([...hosts].map(([host, [asked = host]]) => [asked, host]));
  const byHost = new Map([...hosts.keys()].map((host) => [host, new Map<unknown, TableRoute>()]));
  for (const route of table.routes) byHost.get(route.host)?.set(declaredAs(route), route);
  return (route, asked) => byHost.get(standsFor.get(asked) ?? '')?.get(declaredAs(route));
}

function keyOf(table: RouteTable, routes: readonly (TableRoute | undefined)[]): string {
  return routes.map((route) => (route === undefined ? '' : placeOf(table, route))).join(' ');
}

/** The conflicts that one request shows, by the pair of routes. */
function conflictsIn(table: RouteTable, { request, answers }: Witness): Map<string, RouteConflict> {
  const found = new Map<string, RouteConflict>();
  for (const [dialect, { route, tied }] of answers) {
    if (route === undefined) continue;
    for (const other of tied) {
      if (other.backend === route.backend) continue;
      const key = keyOf(table, [route, other]);
      const dialects = [...(found.get(key)?.dialects ?? []), dialect];
      found.set(key, { request, answers, routes: [route, other], dialects });
    }
  }
  return found;
}

/** Of the conflicts of one pair those that show it in all dialects: one, if a request does; of several the shortest. */
function fewest(ofPair: readonly RouteConflict[]): RouteConflict[] {
  const kept: RouteConflict[] = [];
  const shown = new Set<Dialect>();
  const news = ({ dialects }: RouteConflict): number => dialects.filter((dialect) => !shown.has(dialect)).length;
  for (;;) {
    const [next] = [...ofPair].sort((a, b) => news(b) - news(a) || a.request.path.length - b.request.path.length);
    if (next === undefined || news(next) === 0) return kept;
    kept.push(next);
    for (const dialect of next.dialects) shown.add(dialect);
  }
}

function differenceIn({ request, answers }: Witness): RouteDifference | undefined {
  const routes = [...answers.values()].map(({ route }) => route);
  if (new Set(routes).size < 2) return undefined;
  return { request, answers, differs: new Set(routes.map((route) => route?.backend)).size < 2 ? 'route' : 'backend' };
}

/** Asks for the path of each route that some dialect never answered by, on a host that this route is the most specific for. */
function unreachableIn(
  table: RouteTable,
  hosts: ReadonlyMap<string, readonly string[]>,
  answering: ReadonlyMap<Dialect, ReadonlySet<TableRoute>>,
): UnreachableRoute[] {
  const found: UnreachableRoute[] = [];
  for (const route of table.routes) {
    if ((route.headers?.length ?? 0) + (route.query?.length ?? 0) > 0) continue;
    const silent = [...answering.keys()].filter((dialect) => answering.get(dialect)?.has(route) === false);
    if (silent.length === 0) continue;
    const request = { method: route.methods?.[0] ?? 'GET', host: hosts.get(route.host)?.[0] ?? route.host, path: route.path };
    const { answers } = ask(table, request, [...answering.keys()]);
    const beaten = silent.filter((dialect) => answers.get(dialect)?.tied.includes(route) === false);
    if (beaten.length > 0) found.push({ request, answers, route, dialects: beaten });
  }
  return found;
}

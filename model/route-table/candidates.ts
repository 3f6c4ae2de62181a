import type { RouteTable } from './build';
import { type Dialect, type Preference, readings } from './dialect';
import { hostsOf } from './hosts';
import { placeOf, preferred, routesAbove, takesConditions, takesMethod, takesPath } from './match';
import type { TableRequest, TableRoute } from './route';

/**
 * Why a route answers or does not:
 * - a `Preference`: by which the route that answers is preferred to the next one, or to this one
 * - `alone`: no other route matches
 * - `table-order`: nothing but the place in the table decides
 * - `another-host`: the route's host does not take the request's; `host-taken`: it does, but the table has a more specific host, and the dialect
 *   looks at that alone
 * - `exact-only`: the route is exact, and the path goes on; `within-segment`: the prefix ends within a segment of the path
 * - `another-method`, `other-conditions`: the route is not of this method, or asks for headers or query parameters that the request lacks
 */
export type Reason =
  | Preference
  | 'alone'
  | 'table-order'
  | 'another-host'
  | 'host-taken'
  | 'exact-only'
  | 'within-segment'
  | 'another-method'
  | 'other-conditions';

/** A route that might have answered. */
export interface Candidate {
  readonly route: TableRoute;
  /** `loses`: the route matches, and another one is preferred. */
  readonly verdict: 'answers' | 'loses' | 'does-not-match';
  readonly reason: Reason;
}

/**
 * The routes whose paths the path of a request starts with, on any host, and what becomes of each.
 * @returns the route that answers, then those that lose, the most preferred first, then those that do not match, the longest first; none if the
 *   proxy refuses the path
 */
export function candidates(table: RouteTable, request: TableRequest, dialect: Dialect): Candidate[] {
  const reading = readings[dialect];
  const path = reading.path(request.path);
  if (path === undefined) return [];
  const looked = new Set(hostsOf(table, request.host, reading));
  const taking = new Set(hostsOf(table, request.host, { ...reading, oneHost: false }));
  const matching: TableRoute[] = [];
  const others: Candidate[] = [];
  for (const routes of table.byHost.values()) {
    for (const route of routesAbove(routes, path, 'characters')) {
      const reason = looked.has(routes) ? mismatch(route) : taking.has(routes) ? 'host-taken' : 'another-host';
      if (reason === undefined) matching.push(route);
      else others.push({ route, verdict: 'does-not-match', reason });
    }
  }
  const isBetter = (a: TableRoute, b: TableRoute): number => {
    const decided = preferred(a, b, reading.order);
    return decided === undefined ? placeOf(table, a) - placeOf(table, b) : decided.first ? -1 : 1;
  };
  const [first, ...losing] = matching.sort(isBetter);
  others.sort((a, b) => b.route.path.length - a.route.path.length || placeOf(table, a.route) - placeOf(table, b.route));
  if (first === undefined) return others;
  const against = (other: TableRoute | undefined): Reason =>
    other === undefined ? 'alone' : (preferred(first, other, reading.order)?.by ?? 'table-order');
  return [
    { route: first, verdict: 'answers', reason: against(losing[0]) },
    ...losing.map((route): Candidate => ({ route, verdict: 'loses', reason: against(route) })),
    ...others,
  ];

  function mismatch(route: TableRoute): Reason | undefined {
    if (path === undefined || !takesPath(route, path, reading)) return route.match === 'exact' ? 'exact-only' : 'within-segment';
    if (!takesMethod(route, request, reading)) return 'another-method';
    return takesConditions(route, request, reading) ? undefined : 'other-conditions';
  }
}

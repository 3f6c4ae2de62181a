import type { HostRoutes, RouteTable } from './build';
import { type Criterion, type Dialect, type Preference, type Reading, readings } from './dialect';
import { hostsOf } from './hosts';
import type { Answer, Condition, TableRequest, TableRoute } from './route';

/**
 * Answers a request as a dialect does. It looks up each of the lengths that the paths of the request's hosts have, so its time does not grow with
 * the number of routes.
 */
export function match(table: RouteTable, request: TableRequest, dialect: Dialect): Answer {
  const reading = readings[dialect];
  const path = reading.path(request.path);
  if (path === undefined) return { outcome: 'refused', route: undefined, tied: [] };
  let best: TableRoute[] = [];
  for (const host of hostsOf(table, request.host, reading)) {
    for (const route of routesAbove(host, path, reading.prefix)) {
      if (!takesPath(route, path, reading) || !takesMethod(route, request, reading) || !takesConditions(route, request, reading)) continue;
      const [first] = best;
      const decided = first === undefined ? undefined : preferred(route, first, reading.order);
      if (first === undefined || decided?.first === true) best = [route];
      else if (decided === undefined) best.push(route);
    }
  }
  if (best.length > 1) best.sort((a, b) => placeOf(table, a) - placeOf(table, b));
  const [route, ...tied] = best;
  return route === undefined ? { outcome: 'nobody', route, tied } : { outcome: 'route', route, tied };
}

/** The place of a route in the table. */
export function placeOf({ places }: RouteTable, route: TableRoute): number {
  return places.get(route) ?? 0;
}

/** The routes of a host whose paths a path starts with: by segments, or by characters. */
export function routesAbove({ byPath, lengths }: HostRoutes, path: string, prefix: Reading['prefix']): TableRoute[] {
  const found: TableRoute[] = [];
  for (const length of lengths) {
    if (length > path.length) break;
    if (prefix === 'segments' && length > 1 && length < path.length && path[length] !== '/') continue;
    const routes = byPath.get(path.slice(0, length));
    if (routes !== undefined) found.push(...routes);
  }
  return found;
}

/** Whether the path of a route takes a path, as the dialect reads both. */
export function takesPath(route: TableRoute, path: string, { prefix }: Pick<Reading, 'prefix'>): boolean {
  if (route.match === 'exact') return path === route.path;
  if (prefix === 'characters') return path.startsWith(route.path);
  const trimmed = route.path.replace(/\/$/, '');
  return path === trimmed || path.startsWith(`${trimmed}/`);
}

/** Whether the method of a request is one of the route's. */
export function takesMethod({ methods }: TableRoute, { method }: TableRequest, reading: Pick<Reading, 'methods'>): boolean {
  return !reading.methods || (methods?.includes(method) ?? true);
}

/** Whether the headers and query parameters of a request are those that the route asks for. */
export function takesConditions(
  { headers = [], query = [] }: TableRoute,
  request: TableRequest,
  { conditions }: Pick<Reading, 'conditions'>,
): boolean {
  if (!conditions || headers.length + query.length === 0) return true;
  const lowered = Object.fromEntries(Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  return holds(headers, (name) => lowered[name.toLowerCase()]) && holds(query, (name) => request.query?.[name]);
}

function holds(conditions: readonly Condition[], valueOf: (name: string) => string | undefined): boolean {
  return conditions.every(({ name, value }) => valueOf(name) === value);
}

/**
 * Which of two routes that both match is preferred, and by what.
 * @returns undefined if nothing decides
 */
export function preferred(a: TableRoute, b: TableRoute, order: readonly Criterion[]): { first: boolean; by: Preference } | undefined {
  for (const { name, of } of order) {
    const difference = of(a) - of(b);
    if (difference !== 0) return { first: difference > 0, by: name };
  }
  return undefined;
}

/** The routes of a table by host, and those of one host in the order in which a dialect prefers them, whatever the request is. */
export function inPreferredOrder(table: RouteTable, dialect: Dialect): TableRoute[] {
  const { order } = readings[dialect];
  const isBetter = (a: TableRoute, b: TableRoute): number => {
    const decided = preferred(a, b, order);
    if (decided === undefined) return placeOf(table, a) - placeOf(table, b);
    return decided.first ? -1 : 1;
  };
  return [...table.byHost.values()].flatMap(({ byPath }) => [...byPath.values()].flat().sort(isBetter));
}

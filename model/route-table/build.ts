import type { TableRoute } from './route';

/** The routes of one host, by path. */
export interface HostRoutes {
  readonly host: string;
  /** By path, without a slash at its end; in the order of the table. */
  readonly byPath: ReadonlyMap<string, readonly TableRoute[]>;
  /** The lengths that these paths have, each once, the shortest first: as many look-ups find all prefixes of a path. */
  readonly lengths: readonly number[];
}

/** A table of routes, indexed once. */
export interface RouteTable {
  readonly routes: readonly TableRoute[];
  readonly byHost: ReadonlyMap<string, HostRoutes>;
  /** All hosts that have routes: those of `byHost`, and those for which they stand. */
  readonly hosts: ReadonlySet<string>;
  /** The place of each route, by which ties are decided. */
  readonly places: ReadonlyMap<TableRoute, number>;
}

/** A path without the slash at its end, which no dialect but Traefik's heeds in a prefix. */
export function pathKey(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

/**
 * Indexes routes, in time proportional to their number.
 * @param routes in the order in which ties are decided
 * @param hosts all hosts that have routes, if those of `routes` stand for others; see `hostStandIns()`
 */
export function buildTable(routes: readonly TableRoute[], hosts?: ReadonlySet<string>): RouteTable {
  const pathsOf = new Map<string, Map<string, TableRoute[]>>();
  const places = new Map<TableRoute, number>();
  for (const [place, route] of routes.entries()) {
    places.set(route, place);
    const paths = pathsOf.get(route.host) ?? new Map<string, TableRoute[]>();
    pathsOf.set(route.host, paths);
    const key = pathKey(route.path);
    const same = paths.get(key);
    if (same === undefined) paths.set(key, [route]);
    else same.push(route);
  }
  const byHost = new Map<string, HostRoutes>();
  for (const [host, byPath] of pathsOf) {
    const lengths = [...new Set([...byPath.keys()].map((path) => path.length))].sort((a, b) => a - b);
    byHost.set(host, { host, byPath, lengths });
  }
  return { routes, byHost, hosts: hosts ?? new Set(byHost.keys()), places };
}

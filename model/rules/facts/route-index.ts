import { isRoutePath } from '../../../formats';
import type { Platform, Route } from '../../platform';

/** Two routes of which one is in the way of the other. */
export interface RoutePair {
  readonly longer: Route;
  readonly shorter: Route;
}

/** The legal routes of a platform. A path that is listed several times counts for the service that lists it first. */
export interface RouteIndex {
  /** By path; of services in the order of their keys. */
  readonly byPath: ReadonlyMap<string, Route>;
  /** Each route with the longest other route that it is under, segment by segment. */
  readonly nested: readonly RoutePair[];
  /** Each route of another service that starts with a route's characters and is not under it. */
  readonly siblings: readonly RoutePair[];
}

/**
 * Indexes the legal routes. Illegal ones are left to the rule that reports them.
 */
export function indexRoutes({ services }: Platform): RouteIndex {
  const byPath = new Map<string, Route>();
  for (const { routes } of services) {
    for (const route of routes) {
      if (isRoutePath(route.path) && !byPath.has(route.path)) byPath.set(route.path, route);
    }
  }
  const nested: RoutePair[] = [];
  for (const longer of byPath.values()) {
    const shorter = routeAbove(longer.path, byPath);
    if (shorter !== undefined) nested.push({ longer, shorter });
  }
  return { byPath, nested, siblings: siblingsOf([...byPath.values()]) };
}

/**
 * Finds the route that serves a path because it is a prefix of it.
 * @returns the longest route above `path`, not at it
 */
export function routeAbove<R>(path: string, byPath: ReadonlyMap<string, R>): R | undefined {
  for (let end = path.lastIndexOf('/'); end >= 0 && path !== '/'; end = path.lastIndexOf('/', end - 1)) {
    const route = byPath.get(end === 0 ? '/' : path.slice(0, end));
    if (route !== undefined || end === 0) return route;
  }
  return undefined;
}

/** In code-unit order every path follows the paths whose characters it starts with, so a stack holds them all. */
function siblingsOf(routes: readonly Route[]): RoutePair[] {
  const sorted = [...routes].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const pairs: RoutePair[] = [];
  const prefixes: Route[] = [];
  for (const longer of sorted) {
    while (prefixes.length > 0 && !longer.path.startsWith(prefixes.at(-1)?.path ?? '')) prefixes.pop();
    const shorter = prefixes.findLast(
      ({ path, service }) => service !== longer.service && longer.path[path.length] !== '/' && path !== '/',
    );
    if (shorter !== undefined) pairs.push({ longer, shorter });
    prefixes.push(longer);
  }
  return pairs;
}

import { isRoutePath } from '../../../formats';
import type { Platform, Route } from '../../platform';
import { type HostStandIns, hostStandIns } from '../../route-table';

/** Two routes of which one is in the way of the other. */
export interface RoutePair {
  readonly longer: Route;
  readonly shorter: Route;
  /** A request of the longer one, such as `GET /api/v1/owners/7`. */
  readonly witness: string;
}

/** The legal routes of a platform. A path that is listed several times counts for the service that lists it first. */
export interface RouteIndex {
  /** By path; of services in the order of their keys. */
  readonly byPath: ReadonlyMap<string, Route>;
  /** Each route with the longest other prefix at one of its hosts that it is under, segment by segment. */
  readonly nested: readonly RoutePair[];
  /** Each route of another service that starts with a prefix's characters and is not under it, at one of its hosts. */
  readonly siblings: readonly RoutePair[];
  /** Of hosts with the same routes one is enough to compare them. */
  readonly standIns: HostStandIns;
}

/**
 * Indexes the legal routes. Illegal ones are left to the rule that reports them.
 */
export function indexRoutes({ services, routing }: Platform): RouteIndex {
  const byPath = new Map<string, Route>();
  const byHost = new Map<string, HostIndex>();
  const all = services.flatMap(({ routes }) => routes);
  const standIns = hostStandIns(all.map(({ hosts }) => hosts));
  for (const route of all) {
    if (!isRoutePath(route.path)) continue;
    if (!byPath.has(route.path)) byPath.set(route.path, route);
    for (const host of routing === undefined ? [''] : standIns.of(route.hosts)) {
      const { all: ofHost, prefixes } = byHost.get(host) ?? newHost(byHost, host);
      if (!ofHost.has(route.path)) ofHost.set(route.path, route);
      if (route.match === 'prefix' && !prefixes.has(route.path)) prefixes.set(route.path, route);
    }
  }
  const nested = new Pairs();
  const siblings = new Pairs();
  for (const index of byHost.values()) {
    for (const longer of index.all.values()) {
      const shorter = routeAbove(longer.path, index.prefixes);
      if (shorter !== undefined && shareMethods(longer, shorter)) nested.add(longer, shorter, index);
    }
    for (const [longer, shorter] of siblingsOf(index)) siblings.add(longer, shorter, index);
  }
  return { byPath, nested: nested.list, siblings: siblings.list, standIns };
}

/** The routes of one host, by path. */
interface HostIndex {
  readonly all: Map<string, Route>;
  readonly prefixes: Map<string, Route>;
}

function newHost(byHost: Map<string, HostIndex>, host: string): HostIndex {
  const index: HostIndex = { all: new Map(), prefixes: new Map() };
  byHost.set(host, index);
  return index;
}

/** Pairs of routes, each once: routes of several hosts meet at each. */
class Pairs {
  readonly list: RoutePair[] = [];
  readonly #known = new Map<Route, Set<Route>>();

  add(longer: Route, shorter: Route, index: HostIndex): void {
    const known = this.#known.get(longer) ?? new Set();
    if (known.has(shorter)) return;
    this.#known.set(longer, known.add(shorter));
    this.list.push({ longer, shorter, witness: witnessOf(longer, index) });
  }
}

/** A request that a route answers, and that no longer one takes. */
function witnessOf({ path, match, methods }: Route, { all }: HostIndex): string {
  const base = path === '/' ? '' : path;
  const below = ['7', '8', 'x', 'x7'].map((word) => `${base}/${word}`).find((candidate) => !all.has(candidate));
  return `${methods?.[0] ?? 'GET'} ${match === 'exact' || below === undefined ? path : below}`;
}

/** Whether two routes have a method in common. */
export function shareMethods({ methods }: Pick<Route, 'methods'>, { methods: others }: Pick<Route, 'methods'>): boolean {
  return methods === undefined || others === undefined || methods.some((method) => others.includes(method));
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
function siblingsOf({ all, prefixes: ofHost }: HostIndex): [longer: Route, shorter: Route][] {
  const sorted = [...all.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const pairs: [Route, Route][] = [];
  const prefixes: Route[] = [];
  for (const longer of sorted) {
    while (prefixes.length > 0 && !longer.path.startsWith(prefixes.at(-1)?.path ?? '')) prefixes.pop();
    const shorter = prefixes.findLast(
      ({ path, service }) => service !== longer.service && longer.path[path.length] !== '/' && path !== '/',
    );
    if (shorter !== undefined) pairs.push([longer, shorter]);
    const prefix = ofHost.get(longer.path);
    if (prefix !== undefined) prefixes.push(prefix);
  }
  return pairs;
}

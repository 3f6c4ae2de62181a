import { dialectsOf, distinctRoutes, isOpen, tableOfPlatform } from '../../edge/table';
import type { Platform, Route } from '../../platform';
import {
  compare,
  type Comparison,
  type Dialect,
  type RouteTable,
  type TableRequest,
  type TableRoute,
  type Witness,
} from '../../route-table';

/** Two routes of different services that match the same request, and nothing decides between them. */
export interface UndecidedRoutes {
  /** In the order of the services' keys. */
  readonly routes: readonly [Route, Route];
  readonly request: TableRequest;
  /** In which nothing decides. */
  readonly dialects: readonly Dialect[];
}

/** A route that never answers at a host, because others are preferred for all of its requests there. */
export interface SilentRoute {
  readonly route: Route;
  /** The host; undefined if the route answers at none. */
  readonly host: string | undefined;
  readonly request: TableRequest;
  /** The route that answers, and in which dialects that is so. */
  readonly preferred: Route;
  readonly dialects: readonly Dialect[];
  /** Whether the one that answers is of the same service and asks for no login, which the silent one does. */
  readonly opened: boolean;
}

/** A request for which one service is reached with a login in some dialects, and without one in others. */
export interface DifferingLogin extends DifferingAnswer {
  readonly open: Route;
  readonly closed: Route;
}

/** A request that dialects answer by different services. */
export interface DifferingAnswer {
  readonly request: TableRequest;
  /** The route that answers in each dialect; undefined if none does. */
  readonly answers: ReadonlyMap<Dialect, Route | undefined>;
}

/** What the table of a platform shows: who answers, as the controllers that may read it do. */
export interface RouteAnswers {
  /** The dialects that were asked. The first holds unless the controller is set otherwise. */
  readonly dialects: readonly [Dialect, ...Dialect[]];
  readonly undecided: readonly UndecidedRoutes[];
  readonly silent: readonly SilentRoute[];
  /** Without those that follow from the others. */
  readonly differences: readonly DifferingAnswer[];
  /** One for each open route. */
  readonly logins: readonly DifferingLogin[];
}

/**
 * Asks the table of a platform in all dialects that its way in may be read in; without a way in, in those of a plain Ingress.
 * @param dialects others than those, to compare environments
 */
export function routeAnswers(
  platform: Pick<Platform, 'services' | 'routing' | 'edge'>,
  dialects = dialectsOf(platform.routing ?? { target: 'ingress', controller: 'none' }),
): RouteAnswers {
  const { table: whole, sources } = tableOfPlatform(platform);
  const { table, repeats } = distinctRoutes(whole);
  const open = (route: Route | undefined): boolean => route !== undefined && isOpen(route, platform.edge);
  const isMixed = platform.services.some(({ routes }) => routes.some(open) && !routes.every(open));
  const { conflicts, unreachable, differences } =
    isPlain(table) && !isMixed ? nothing : compare(table, dialects, (route) => sources.get(route));
  const sourceOf = (route: TableRoute): Route => sources.get(route)!;
  // Each at one host: at the others a route may have findings of its own.
  const explained = new Set<TableRoute>();
  const undecided = new Map<string, UndecidedRoutes>();
  const addUndecided = (one: TableRoute, other: TableRoute, request: TableRequest, of: readonly Dialect[]): void => {
    const routes = [sourceOf(one), sourceOf(other)] as const;
    for (const route of [one, other]) explained.add(route);
    if (routes[0].service !== routes[1].service || open(routes[0]) !== open(routes[1]))
      keep(undecided, `${numberOf(one)} ${numberOf(other)}`, { routes, request, dialects: of });
  };
  for (const { first, again } of repeats)
    addUndecided(first, again, { method: first.methods?.[0] ?? 'GET', host: first.host, path: first.path }, dialects);
  for (const { routes, request, dialects: of } of conflicts) addUndecided(...routes, request, of);
  const silent = new Map<string, SilentRoute>();
  const lost = new Set(unreachable.map(({ route }) => route));
  const answersSomewhere = new Set(table.routes.filter((route) => !lost.has(route)).map(sourceOf));
  for (const { route, request, dialects: of, answers } of unreachable) {
    const preferred = answers.get(of[0]!)?.route;
    const source = sourceOf(route);
    if (preferred === undefined || explained.has(route)) continue;
    const winner = sourceOf(preferred);
    const opened = source.service === winner.service && open(winner) && !open(source);
    const host = answersSomewhere.has(source) ? route.host : undefined;
    keep(silent, numberOf(route), { route: source, host, request, preferred: winner, opened, dialects: of });
  }
  for (const route of lost) explained.add(route);
  const logins = new Map<Route, DifferingLogin>();
  const differing = differences.flatMap(({ request, answers, differs }): DifferingAnswer[] => {
    const routes = new Map([...answers].map(([dialect, { route }]) => [dialect, route && sourceOf(route)]));
    const answering = [...answers.values()].flatMap(({ route }) => route ?? []);
    for (const one of new Set(answering.map(sourceOf))) {
      // What a closed route takes beyond its own segments is no loss.
      const closed = answering.find(
        (other) => sourceOf(other).service === one.service && !open(sourceOf(other)) && isAbove(other.path, request.path),
      );
      if (closed === undefined || !open(one) || explained.has(closed)) continue;
      if (!logins.has(one)) logins.set(one, { request, open: one, closed: sourceOf(closed), answers: routes });
      return [];
    }
    const isExplained = answering.some((route) => explained.has(route));
    return differs === 'route' || isExplained || isWithinSegment({ request, answers }) ? [] : [{ request, answers: routes }];
  });
  return {
    dialects,
    undecided: [...undecided.values()],
    silent: [...silent.values()],
    differences: differing,
    logins: [...logins.values()],
  };
}

/** The part of an id that a route has at all of its hosts. */
function numberOf({ id }: TableRoute): string {
  return id.split(' ', 1)[0] ?? id;
}

const nothing: Comparison = { conflicts: [], unreachable: [], differences: [] };

/**
 * Whether a table has prefixes of all methods alone, and no wildcards: there is nothing to find then. Of two prefixes of one host that match a request the longer one is preferred in every dialect, so each
 * route answers its own path, and none draws with another. Dialects differ within segments alone.
 */
function isPlain({ routes, byHost }: RouteTable): boolean {
  const isNamed = byHost.size < 2 || [...byHost.keys()].every((host) => host !== '' && !host.startsWith('*'));
  return isNamed && routes.every(({ match, methods }) => match === 'prefix' && methods === undefined);
}

/** Keeps what was found first: routes of several hosts are found once for each. */
function keep<T>(found: Map<string, T>, key: string, value: T): void {
  if (!found.has(key)) found.set(key, value);
}

/**
 * Whether a route answers because a controller compares characters, where others have the catch-all or nobody. Every table with a prefix has such requests, so that a finding for each
 * would say nothing; between routes that start with each other it is a finding of its own.
 */
function isWithinSegment({ request: { path }, answers }: Pick<Witness, 'request' | 'answers'>): boolean {
  return [...answers.values()].some(({ route }) => route !== undefined && !isAbove(route.path, path));
}

/** Whether a path is another one or one above it, segment by segment. */
function isAbove(path: string, other: string): boolean {
  return path === '/' || other === path || other.startsWith(`${path}/`);
}

/** Whether two routes are declared alike, but for their services. */
export function isSame(a: Route, b: Route): boolean {
  return a.path === b.path && a.match === b.match;
}

/** Writes a request for a finding; with its host if that is not the environment's own, since all environments have one finding for all. */
export function requestText({ method, host, path }: TableRequest, { routing }: Pick<Platform, 'routing'>): string {
  return `${method} ${host === '' || routing === undefined || host === routing.host.toLowerCase() ? '' : host}${path}`;
}

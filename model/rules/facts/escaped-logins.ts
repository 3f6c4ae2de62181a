import { isOpen, tableOfPlatform } from '../../edge/table';
import type { Platform, Route } from '../../platform';
import { match, type TableRequest, type TableRoute } from '../../route-table';

/** A request that the edge takes for one of an open route, and the service for one of a route with a login. */
export interface EscapedLogin {
  readonly closed: Route;
  readonly open: Route;
  readonly request: TableRequest;
}

/**
 * Finds the routes with a login that have an open one beside them, to the same port of their service: ingress-nginx looks for the route of `/admin/..%2fpublic` at `/public`, and sends the path on as it came.
 * The host makes no difference to a service that reads paths, so the open route may be at another one. An exact route with a login has no path under it.
 * @returns one for each route with a login; of open routes the first that answers, one of a host in common before others
 */
export function escapedLogins(platform: Pick<Platform, 'services' | 'routing' | 'edge'>): EscapedLogin[] {
  const { table, sources } = tableOfPlatform(platform);
  const answered = (request: TableRequest): TableRoute | undefined => match(table, request, 'ingress-nginx').route;
  const openAt = new Map<string, TableRoute>();
  for (const route of table.routes) {
    const source = sources.get(route);
    if (source === undefined || !isOpen(source, platform.edge)) continue;
    if (answered({ method: source.methods?.[0] ?? 'GET', host: shown(route.host), path: route.path }) !== route) continue;
    for (const key of [keyOf(source), keyOf(source, route.host)]) if (!openAt.has(key)) openAt.set(key, route);
  }
  const found = new Map<Route, EscapedLogin>();
  const free = unused(table.routes);
  for (const route of table.routes) {
    const closed = sources.get(route);
    if (closed?.match !== 'prefix' || found.has(closed) || isOpen(closed, platform.edge)) continue;
    const beside = openAt.get(keyOf(closed, route.host)) ?? openAt.get(keyOf(closed));
    const open = beside && sources.get(beside);
    if (beside === undefined || open === undefined) continue;
    const method = open.methods?.[0] ?? 'GET';
    const host = shown(beside.host);
    // At a host where the path is open as it stands, nobody meant a login.
    const plain = answered({ method, host, path: route.path });
    const asPlain = plain && sources.get(plain);
    if (asPlain?.service === closed.service && isOpen(asPlain, platform.edge)) continue;
    const path = `${climbing(closed.path === '/' ? free : closed.path)}${open.path.slice(1)}`;
    found.set(closed, { closed, open, request: { method, host, path } });
  }
  return [...found.values()];
}

/** What a service and a port have in common, at one host or at any. */
function keyOf({ service, port }: Route, host?: string): string {
  return JSON.stringify(host === undefined ? [service, port] : [service, port, host]);
}

/** A path under another one that leads to the root where `%2f` is decoded before dot segments are resolved. */
function climbing(path: string): string {
  const trimmed = path.replace(/\/$/, '');
  return `${trimmed}/${'..%2f'.repeat(trimmed.split('/').length - 1)}`;
}

/** A path that no route starts with, so that only the catch-all is above it. */
function unused(routes: readonly TableRoute[]): string {
  const first = new Set(routes.map(({ path }) => path.split('/', 2)[1]));
  let name = 'users';
  while (first.has(name)) name += 'x';
  return `/${name}`;
}

/** A host that a wildcard takes. */
function shown(host: string): string {
  return host.replace(/^\*/, 'www');
}

import type { RouteTable } from './build';
import { hostClasses } from './host-classes';
import { match, routesAbove } from './match';
import type { TableRoute } from './route';

/** A `location` of nginx, without regular expression. */
export interface NginxLocation {
  /** The host of the table; the empty text for any. */
  readonly host: string;
  /** `location = /x` takes the path itself alone, `location /x/` what is below it. */
  readonly exact: boolean;
  readonly path: string;
  /** The route that answers each method that some route lists and `otherwise` does not answer; undefined for a 404. */
  readonly methods: ReadonlyMap<string, TableRoute | undefined>;
  /** The route that answers all other methods; undefined for a 404. */
  readonly otherwise: TableRoute | undefined;
}

/**
 * The locations that a table needs in the `server` of each of its hosts, so that nginx answers as `match()` says under the dialect `nginx`: for a
 * prefix `/x` the pair `= /x` and `/x/`, for an exact path `= /x`, for the prefix `/` one. nginx takes the longest, in whatever order they stand.
 * @returns by host and then path, in the order of the table
 * @see https://nginx.org/en/docs/http/ngx_http_core_module.html#location
 */
export function nginxLocations(table: RouteTable): NginxLocation[] {
  const hosts = hostClasses(table);
  return [...table.byHost.values()].flatMap((routes) => {
    const [asked = routes.host] = hosts.get(routes.host) ?? [];
    const at = (path: string, exact: boolean): NginxLocation => {
      // No route has a `!`, so this is below a path and nowhere else.
      const routeFor = (method: string): TableRoute | undefined =>
        match(table, { method, host: asked, path: exact ? path : `${path}!` }, 'nginx').route;
      const listed = new Set(routesAbove(routes, path, 'segments').flatMap((route) => route.methods ?? []));
      const otherwise = routeFor('');
      const methods = [...listed].map((method) => [method, routeFor(method)] as const).filter(([, route]) => route !== otherwise);
      return { host: routes.host, exact, path, methods: new Map(methods), otherwise };
    };
    return [...routes.byPath].flatMap(([path, here]) => {
      const prefixes = here.some((route) => route.match === 'prefix');
      if (path === '/')
        return [...(here.some((route) => route.match === 'exact') ? [at('/', true)] : []), ...(prefixes ? [at('/', false)] : [])];
      return [at(path, true), ...(prefixes ? [at(`${path}/`, false)] : [])];
    });
  });
}

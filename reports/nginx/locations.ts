import type { NginxLocation, TableRoute } from '../../model/route-table';
import { block, type Directive } from './directive';

/** How a request of a route is answered. */
export interface Serving {
  /** What the location has beside `proxy_pass`. */
  readonly directives: readonly Directive[];
  /** Undefined if nothing can be sent there; `directives` then answer. */
  readonly upstream: string | undefined;
  readonly path: string;
  /** What stands in place of the path of the route; undefined if the service gets the path as it came. */
  readonly rewrite: string | undefined;
  /** Whether it answers preflight requests. */
  readonly preflight: boolean;
}

/** The locations of a `server`, and the maps that they need in `http`. */
export interface Locations {
  readonly maps: readonly Directive[];
  readonly blocks: readonly Directive[];
}

/** Begins the paths that requests have inside nginx alone. No route has a `!`. */
export const inside = '/!';

/**
 * Writes the locations of one host. One that different methods leave by different routes chooses by a map, and goes on in a location for each: `if` is used for `return` alone.
 * @param first the number of the first map, which has to be unique in the config
 */
export function writeLocations(locations: readonly NginxLocation[], servingOf: (route: TableRoute) => Serving, first: number): Locations {
  const maps: Directive[] = [];
  const blocks: Directive[] = [];
  for (const location of locations) {
    if (location.methods.size === 0) {
      blocks.push(
        block(headOf(location), location.otherwise === undefined ? ['return 404'] : passing(location, servingOf(location.otherwise))),
      );
      continue;
    }
    const divided = divide(location, servingOf, first + maps.length);
    maps.push(divided.map);
    blocks.push(...divided.blocks);
  }
  if (maps.length > 0) blocks.push(block(`location ${inside}`, ['internal', 'return 404']));
  if (!locations.some(({ exact, path }) => !exact && path === '/')) blocks.push(block('location /', ['return 404']));
  return { maps, blocks };
}

function headOf({ exact, path }: Pick<NginxLocation, 'exact' | 'path'>, before = ''): string {
  return `location ${exact ? '= ' : ''}${before}${path}`;
}

function passing({ exact }: Pick<NginxLocation, 'exact'>, { directives, upstream, path, rewrite }: Serving): Directive[] {
  if (upstream === undefined) return [...directives];
  if (rewrite === undefined) return [...directives, `proxy_pass http://${upstream}`];
  const base = rewrite === '/' ? '' : rewrite;
  const isOpen = !exact || (path === '/' && base === '');
  return [...directives, `proxy_pass http://${upstream}${base}${isOpen || base === '' ? '/' : ''}`];
}

function divide(
  location: NginxLocation,
  servingOf: (route: TableRoute) => Serving,
  number: number,
): { map: Directive; blocks: Directive[] } {
  const { exact, methods, otherwise } = location;
  const targets = [...new Set([...methods.values(), otherwise])].filter((route) => route !== undefined);
  const servings = targets.map(servingOf);
  const pathOf = (route: TableRoute | undefined): string => `${inside}/${number}/${route === undefined ? 0 : targets.indexOf(route) + 1}`;
  const preflight = targets.find((_, index) => servings[index]?.preflight);
  const variable = `$by_method_${number}`;
  const entries = [...methods].flatMap(([method, route]) => {
    const isOptions = method === 'OPTIONS' && preflight !== undefined;
    return [
      `${method} ${pathOf(route)}`,
      ...(isOptions ? [`OPTIONS1 ${pathOf(servings[targets.indexOf(route!)]?.preflight ? route : preflight)}`] : []),
    ];
  });
  if (preflight !== undefined && !methods.has('OPTIONS')) entries.push(`OPTIONS1 ${pathOf(preflight)}`);
  return {
    map: block(`map $request_method${preflight === undefined ? '' : '$is_preflight'} ${variable}`, [
      `default ${pathOf(otherwise)}`,
      ...entries,
    ]),
    blocks: [
      block(headOf(location), [
        // The location that the request goes on in has the limit.
        'client_max_body_size 0',
        // Not by a capture: a map with a pattern that is asked for here would replace it.
        `rewrite ^ ${variable}$uri last`,
        'return 404',
      ]),
      ...targets.map((route, index) => {
        const serving = servings[index]!;
        const directives = passing({ exact }, serving).map((directive) =>
          // The path has changed inside, so the one that came has to be named.
          serving.rewrite === undefined && directive === `proxy_pass http://${serving.upstream}` ? `${directive}$request_uri` : directive,
        );
        return block(headOf(location, pathOf(route)), ['internal', ...directives]);
      }),
    ],
  };
}

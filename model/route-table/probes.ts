import { type HostRoutes, pathKey, type RouteTable } from './build';
import { hostClasses } from './host-classes';
import { anyReading, hostsOf } from './hosts';
import { routesAbove } from './match';
import type { TableRequest } from './route';

const letters = 'abcdefghijklmnopqrstuvwxyz';
/** The characters of a path, those first that read well. A dot is left out, because it could make a dot segment. */
const characters = `sx27${letters}0123456789${letters.toUpperCase()}-_~`;
const ids = `7123456890${characters}`;

/** The methods, those first that are used most. */
const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'] as const;

/**
 * One request for each class of requests that any dialect can tell apart, of the requests without headers and query whose path is as a route's, or
 * that with a slash at its end. Such a path means the same to all proxies; what they make of others, `match()` says.
 *
 * Why these are enough, for one host and the paths P of the routes that may take it: a dialect asks of a route's path only whether the request's path
 * is equal to it, starts with it, or starts with it and a slash. Let p be the longest member of P that the request's path r starts with; without one,
 * nobody answers. Every other member q that r starts with is shorter, so p starts with it too; r is not equal to q, and whether a slash follows q in
 * r, p says, because p is longer than q. So all that is left to ask is how r goes on after p: not at all, with a slash, or with another character. One
 * path each is enough: p itself; p, a slash and a segment, of which no member of P is a longer beginning, or else just the slash; p and a character
 * that makes no member of P. If each character makes one, there is no such r. After `/` the last two are one.
 *
 * Of a method a dialect asks whether a route lists it, so the listed ones and any other are enough.
 */
export function* probes(table: RouteTable): Generator<TableRequest> {
  for (const hosts of hostClasses(table).values()) {
    for (const host of hosts) {
      const taking = hostsOf(table, host, anyReading);
      const has = (path: string): boolean => taking.some(({ byPath }) => byPath.has(pathKey(path)));
      const seen = new Set<string>();
      for (const { byPath } of taking) {
        for (const path of byPath.keys()) {
          if (seen.has(path)) continue;
          seen.add(path);
          for (const asked of pathsFrom(path, has)) for (const method of methodsAt(taking, asked)) yield { method, host, path: asked };
        }
      }
    }
  }
}

/** A path, one below it, and one that only starts with its characters. */
function pathsFrom(path: string, has: (path: string) => boolean): string[] {
  const free = (start: string, among: string): string[] => {
    for (const character of among) if (!has(start + character)) return [start + character];
    return [];
  };
  if (path === '/') return [path, ...free(path, characters)];
  const [below = `${path}/`] = free(`${path}/`, ids);
  return [path, below, ...free(path, path.endsWith('s') ? characters.slice(1) : characters)];
}

/** The methods that routes above a path list, and one that none does. */
function methodsAt(hosts: readonly HostRoutes[], path: string): string[] {
  const listed = new Set(hosts.flatMap((host) => routesAbove(host, path, 'characters').flatMap((route) => route.methods ?? [])));
  if (listed.size === 0) return [methods[0]];
  let other: string = methods.find((method) => !listed.has(method)) ?? 'X';
  while (listed.has(other)) other += 'X';
  return [other, ...listed].sort((a, b) => rank(a) - rank(b));
}

function rank(method: string): number {
  const index = (methods as readonly string[]).indexOf(method);
  return index < 0 ? methods.length : index;
}

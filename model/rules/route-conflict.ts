import { isRoutePath } from '../../formats';
import type { Service } from '../platform';
import type { RouteIndex } from './facts/route-index';
import { rule } from './rule';

/** Reports routes that an earlier service, by key, serves too. */
export const routeConflict = rule('route-conflict', ({ platform, routeIndex }, report) => {
  for (const service of platform.services) {
    for (const { path, place } of service.routes) {
      const first = routeIndex.byPath.get(path);
      if (first === undefined || first.service === service.key) continue;
      const related = [{ label: 'also declared at', place: first.place }];
      report({ route: path, other: first.service, longer: longerRoute(path, service, routeIndex) }, place, { related });
    }
  }
});

/** A free, longer prefix that says what it leads to, by the last word of another route of the service or by its hostname. */
function longerRoute(path: string, { name, routes }: Service, { byPath }: RouteIndex): string | undefined {
  const words = routes.filter((route) => route.path !== path).map((route) => route.path.slice(route.path.lastIndexOf('/') + 1));
  return [...words.slice(0, 5), name]
    .map((word) => `${path === '/' ? '' : path}/${word}`)
    .find((longer) => isRoutePath(longer) && !byPath.has(longer));
}

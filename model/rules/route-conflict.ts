import { isRoutePath } from '../../formats';
import type { Service } from '../platform';
import { rule } from './rule';

/** Reports routes that an earlier service, by key, serves too. */
export const routeConflict = rule('route-conflict', ({ platform, routeIndex }, report) => {
  for (const service of platform.services) {
    for (const { path, place } of service.routes) {
      const first = routeIndex.byPath.get(path);
      if (first === undefined || first.service === service.key) continue;
      const related = [{ label: 'also declared at', place: first.place }];
      report({ route: path, other: first.service, longer: longerRoute(path, service) }, place, { related });
    }
  }
});

/** A longer prefix that says what it leads to: the last word of another route of the service, or its hostname. */
function longerRoute(path: string, service: Service): string {
  const other = service.routes.find((route) => route.path !== path && route.path !== '/' && isRoutePath(route.path));
  return `${path === '/' ? '' : path}/${other?.path.split('/').at(-1) ?? service.name}`;
}

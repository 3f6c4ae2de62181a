import { isRoutePath } from '../../formats';
import type { Route } from '../platform';
import { rule } from './rule';

/** Reports routes that one service lists twice. */
export const routeRepeated = rule('route-repeated', ({ platform }, report) => {
  for (const { routes } of platform.services) {
    const seen = new Map<string, Route>();
    for (const route of routes) {
      const first = seen.get(route.path);
      if (first === undefined) seen.set(route.path, route);
      else if (isRoutePath(route.path))
        report({ route: route.path }, route.place, { related: [{ label: 'first listed at', place: first.place }] });
    }
  }
});

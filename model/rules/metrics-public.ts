import { placeUnder } from '../origin';
import { routeAbove } from './facts/route-index';
import { rule } from './rule';

/** Reports metrics that a route of the same service serves to the outside. */
export const metricsPublic = rule('metrics-public', ({ platform, routeIndex }, report) => {
  for (const { key, metrics, port, place } of platform.services) {
    if (metrics?.port !== port) continue;
    const route = routeIndex.byPath.get(metrics.path) ?? routeAbove(metrics.path, routeIndex.byPath);
    if (route?.service !== key) continue;
    report({ path: metrics.path, route: route.path }, placeUnder(place, 'metrics'), {
      related: [{ label: 'the route is declared at', place: route.place }],
    });
  }
});

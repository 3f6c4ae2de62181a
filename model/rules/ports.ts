import { isPortNumber, isProbePath } from '../../formats';
import { placeUnder } from '../origin';
import type { Service } from '../platform';
import { routeAbove } from './facts/route-index';
import { type AreaRules, rule } from './rule';

/** Reports ports that are not whole numbers from 1 to 65535. */
const portInvalid = rule('port-invalid', ({ platform }, report) => {
  for (const { port, origins } of platform.services) {
    if (port !== undefined && !isPortNumber(port)) report({ port }, origins.port.place);
  }
});

/**
 * Reports services that share a port, where most services have a port of their own. Kubernetes does not mind, and where all services listen on 3000
 * that is meant.
 */
const portDuplicate = rule('port-duplicate', ({ platform }, report) => {
  const byPort = new Map<number, Service[]>();
  for (const service of platform.services) {
    if (service.port === undefined) continue;
    const sharing = byPort.get(service.port);
    if (sharing === undefined) byPort.set(service.port, [service]);
    else sharing.push(service);
  }
  const groups = [...byPort.values()];
  const alone = groups.filter(({ length }) => length === 1).length;
  if (alone * 2 <= platform.services.length) return;
  for (const [first, ...others] of groups) {
    for (const { port, origins } of others) {
      if (first === undefined || port === undefined) continue;
      report({ port, other: first.key }, origins.port.place, { related: [{ label: 'also declared at', place: first.origins.port.place }] });
    }
  }
});

/** The first port that any process may listen on. */
const firstFree = 1024;

/** Reports ports that a process other than root may not be allowed to listen on. */
const portPrivileged = rule('port-privileged', ({ platform }, report) => {
  for (const { port, metrics, place, origins } of platform.services) {
    if (port !== undefined && port >= 1 && port < firstFree) report({ port }, origins.port.place);
    if (metrics !== undefined && metrics.port !== port && metrics.port >= 1 && metrics.port < firstFree) {
      report({ port: metrics.port }, placeUnder(place, 'metrics', 'port'));
    }
  }
});

/** Reports metrics ports that are not whole numbers from 1 to 65535. The service's own port is reported as such. */
const metricsPortInvalid = rule('metrics-port-invalid', ({ platform }, report) => {
  for (const { port, metrics, place } of platform.services) {
    if (metrics === undefined || Object.is(metrics.port, port) || isPortNumber(metrics.port)) continue;
    report({ port: metrics.port }, placeUnder(place, 'metrics', 'port'));
  }
});

/** Reports metrics paths that are not URL paths. */
const metricsPathInvalid = rule('metrics-path-invalid', ({ platform }, report) => {
  for (const { metrics, place } of platform.services) {
    if (metrics !== undefined && !isProbePath(metrics.path)) report({ path: metrics.path }, placeUnder(place, 'metrics', 'path'));
  }
});

/** Reports metrics that a route of the same service serves to the outside. */
const metricsPublic = rule('metrics-public', ({ platform, routeIndex }, report) => {
  for (const { key, metrics, port, place } of platform.services) {
    if (metrics === undefined || metrics.port !== port) continue;
    const route = routeIndex.byPath.get(metrics.path) ?? routeAbove(metrics.path, routeIndex.byPath);
    if (route?.service !== key) continue;
    report({ path: metrics.path, route: route.path }, placeUnder(place, 'metrics'), {
      related: [{ label: 'the route is declared at', place: route.place }],
    });
  }
});

/** The rules about ports. */
export const portsRules: AreaRules<'ports'> = [
  portInvalid,
  portDuplicate,
  portPrivileged,
  metricsPortInvalid,
  metricsPathInvalid,
  metricsPublic,
];

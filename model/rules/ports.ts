import type { Place } from '../../diagnostics';
import { placeOf, placeUnder } from '../origin';
import type { Service, ServicePort } from '../platform';
import { routeAbove } from './facts/route-index';
import { type AreaRules, rule } from './rule';

/** Reports ports that have the name of another port of the pod: of the service's own, of the one that `metrics.port` makes, or of a sidecar's. */
const portNameRepeated = rule('port-name-repeated', ({ platform }, report) => {
  for (const { ports } of platform.services) {
    const builtIn = ports.filter(({ field }) => field !== 'ports');
    const declared = new Map<string, ServicePort>();
    for (const port of ports) {
      const { name, field, place } = port;
      const other = field === 'ports' ? (builtIn.find((candidate) => candidate.name === name) ?? declared.get(name)) : undefined;
      if (!declared.has(name)) declared.set(name, port);
      if (other !== undefined)
        report({ name }, keyOf(place), { related: [{ label: 'the other port of this name is declared at', place: other.place }] });
    }
  }
});

/** Reports ports of one service that have the same number, where both are TCP or both UDP. */
const portRepeated = rule('port-repeated', ({ platform }, report) => {
  for (const { ports } of platform.services) {
    const seen = new Map<string, ServicePort>();
    for (const port of ports) {
      const taken = `${port.port}/${port.protocol === 'udp' ? 'UDP' : 'TCP'}`;
      const first = seen.get(taken);
      if (first === undefined) seen.set(taken, port);
      else report({ port: port.port, other: first.name }, port.place, { related: [{ label: 'first declared at', place: first.place }] });
    }
  }
});

/** The place of the name of a port. */
function keyOf({ file, path }: Place): Place {
  return { file, path: path.slice(0, -1), key: true };
}

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
    for (const { key, port } of others) {
      if (first === undefined || port === undefined) continue;
      report({ port, other: first.key }, placeOf(platform, 'services', key, 'port'), {
        related: [{ label: 'also declared at', place: placeOf(platform, 'services', first.key, 'port') }],
      });
    }
  }
});

/** The first port that any process may listen on. */
const firstFree = 1024;

/** Reports ports that a process other than root may not be allowed to listen on. */
const portPrivileged = rule('port-privileged', ({ platform }, report) => {
  for (const { port, place } of platform.services.flatMap(({ ports }) => ports)) {
    if (port >= 1 && port < firstFree) report({ port }, place);
  }
});

/** Reports ports that are said to have the metrics where another one has them. */
const metricsPortAmbiguous = rule('metrics-port-ambiguous', ({ platform }, report) => {
  for (const { ports, metrics } of platform.services) {
    const [first, ...others] = ports.filter((port) => port.metrics && port.field === 'ports');
    if (first === undefined || metrics === undefined) continue;
    const wrong = Object.is(first.port, metrics.port) ? others : [first, ...others];
    const other = wrong.length === others.length ? first.name : `metrics.port`;
    for (const { name, place } of wrong) report({ name, other }, placeUnder({ ...place, path: place.path.slice(0, -1) }, 'metrics'));
  }
});

/** Reports metrics at a port where no HTTP is spoken. */
const metricsProtocol = rule('metrics-protocol', ({ platform }, report) => {
  for (const { ports, metrics } of platform.services) {
    const [first, ...others] = ports.filter(({ port }) => Object.is(port, metrics?.port));
    if (first === undefined || [first, ...others].some(({ protocol }) => protocol === 'http' || protocol === 'h2c')) continue;
    report({ port: first.port, protocol: first.protocol }, first.place);
  }
});

/** Reports metrics that a route of the same service serves to the outside. */
const metricsPublic = rule('metrics-public', ({ platform, routeIndex }, report) => {
  for (const { key, metrics, port } of platform.services) {
    if (metrics === undefined || metrics.port !== port) continue;
    const route = routeIndex.byPath.get(metrics.path) ?? routeAbove(metrics.path, routeIndex.byPath);
    if (route?.service !== key) continue;
    report({ path: metrics.path, route: route.path }, placeOf(platform, 'services', key, 'metrics'), {
      related: [{ label: 'the route is declared at', place: route.place }],
    });
  }
});

/** The rules about ports. */
export const portsRules: AreaRules<'ports'> = [
  portNameRepeated,
  portRepeated,
  portDuplicate,
  portPrivileged,
  metricsPortAmbiguous,
  metricsProtocol,
  metricsPublic,
];

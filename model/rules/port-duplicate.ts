import type { Service } from '../platform';
import { rule } from './rule';

/**
 * Reports services that share a port, where most services have a port of their own. Kubernetes does not mind, and where all services listen on 3000
 * that is meant.
 */
export const portDuplicate = rule('port-duplicate', ({ platform }, report) => {
  const byPort = new Map<number, Service[]>();
  for (const service of platform.services) {
    const sharing = byPort.get(service.port);
    if (sharing === undefined) byPort.set(service.port, [service]);
    else sharing.push(service);
  }
  const groups = [...byPort.values()];
  const alone = groups.filter(({ length }) => length === 1).length;
  if (alone * 2 <= platform.services.length) return;
  for (const [first, ...others] of groups) {
    for (const { port, origins } of others) {
      if (first === undefined) continue;
      report({ port, other: first.key }, origins.port.place, { related: [{ label: 'also declared at', place: first.origins.port.place }] });
    }
  }
});

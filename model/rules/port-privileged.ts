import { placeUnder } from '../origin';
import { rule } from './rule';

/** The first port that any process may listen on. */
const firstFree = 1024;

/** Reports ports that a process other than root may not be allowed to listen on. */
export const portPrivileged = rule('port-privileged', ({ platform }, report) => {
  for (const { port, metrics, place, origins } of platform.services) {
    if (port >= 1 && port < firstFree) report({ port }, origins.port.place);
    if (metrics !== undefined && metrics.port !== port && metrics.port >= 1 && metrics.port < firstFree) {
      report({ port: metrics.port }, placeUnder(place, 'metrics', 'port'));
    }
  }
});

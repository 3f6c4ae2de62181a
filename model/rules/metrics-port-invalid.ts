import { isPortNumber } from '../../formats';
import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports metrics ports that are not whole numbers from 1 to 65535. The service's own port is reported as such. */
export const metricsPortInvalid = rule('metrics-port-invalid', ({ platform }, report) => {
  for (const { port, metrics, place } of platform.services) {
    if (metrics === undefined || Object.is(metrics.port, port) || isPortNumber(metrics.port)) continue;
    report({ port: metrics.port }, placeUnder(place, 'metrics', 'port'));
  }
});

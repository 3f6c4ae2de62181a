import { isProbePath } from '../../formats';
import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports metrics paths that are not URL paths. */
export const metricsPathInvalid = rule('metrics-path-invalid', ({ platform }, report) => {
  for (const { metrics, place } of platform.services) {
    if (metrics !== undefined && !isProbePath(metrics.path)) report({ path: metrics.path }, placeUnder(place, 'metrics', 'path'));
  }
});

import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports singletons of which several pods should run. */
export const singletonReplicas = rule('singleton-replicas', ({ platform }, report) => {
  for (const { autoscaling, key, singleton, replicas, place, origins } of platform.services) {
    if (!singleton || autoscaling !== undefined || !(replicas > 1)) continue;
    const related = [{ label: 'declared a singleton at', place: placeUnder(place, 'singleton') }];
    report({ service: key, replicas }, origins.replicas.place, { related });
  }
});

import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports autoscaling of singletons. */
export const autoscalingSingleton = rule('autoscaling-singleton', ({ platform }, report) => {
  for (const { key, declaredAutoscaling, place, singleton } of platform.services) {
    if (!singleton || declaredAutoscaling === undefined) continue;
    report({ service: key }, declaredAutoscaling.place, {
      related: [{ label: 'declared a singleton at', place: placeUnder(place, 'singleton') }],
    });
  }
});

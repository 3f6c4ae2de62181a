import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports services that depend on themselves. */
export const dependencySelf = rule('dependency-self', ({ platform }, report) => {
  for (const { key, dependsOn, place } of platform.services) {
    for (const [index, dependency] of dependsOn.entries()) {
      if (dependency === key) report({ service: key }, placeUnder(place, 'dependsOn', index));
    }
  }
});

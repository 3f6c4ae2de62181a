import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports dependencies that a service lists twice. */
export const dependencyRepeated = rule('dependency-repeated', ({ platform }, report) => {
  for (const { dependsOn, place } of platform.services) {
    const seen = new Set<string>();
    for (const [index, dependency] of dependsOn.entries()) {
      if (seen.has(dependency)) report({ dependency }, placeUnder(place, 'dependsOn', index));
      seen.add(dependency);
    }
  }
});

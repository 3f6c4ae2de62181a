import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports dependencies on services that are not in the registry. */
export const dependencyUnknown = rule('dependency-unknown', ({ platform, suggestKey }, report) => {
  const known = new Set(platform.registryKeys);
  for (const { dependsOn, place } of platform.services) {
    for (const [index, dependency] of dependsOn.entries()) {
      if (!known.has(dependency)) report({ dependency, suggestion: suggestKey(dependency) }, placeUnder(place, 'dependsOn', index));
    }
  }
});

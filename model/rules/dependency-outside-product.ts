import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports dependencies on services that are in the registry and not in the product. */
export const dependencyOutsideProduct = rule('dependency-outside-product', ({ platform, serviceByKey }, report) => {
  const known = new Set(platform.registryKeys);
  for (const { dependsOn, place } of platform.services) {
    for (const [index, dependency] of dependsOn.entries()) {
      if (serviceByKey.has(dependency) || !known.has(dependency)) continue;
      report({ dependency, product: platform.product }, placeUnder(place, 'dependsOn', index));
    }
  }
});

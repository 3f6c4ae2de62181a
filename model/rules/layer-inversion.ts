import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports services of layer `platform` that depend on services of layer `domain`. */
export const layerInversion = rule('layer-inversion', ({ platform, serviceByKey }, report) => {
  for (const { key, layer, dependsOn, place } of platform.services) {
    if (layer !== 'platform') continue;
    for (const [index, dependency] of dependsOn.entries()) {
      if (serviceByKey.get(dependency)?.layer === 'domain') report({ service: key, dependency }, placeUnder(place, 'dependsOn', index));
    }
  }
});

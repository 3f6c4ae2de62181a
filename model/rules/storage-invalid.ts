import { parseQuantity } from '../../formats';
import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports volumes whose size is no quantity above zero. */
export const storageInvalid = rule('storage-invalid', ({ endpoints }, report) => {
  for (const { inCluster, place } of endpoints) {
    if (inCluster === undefined) continue;
    const bytes = parseQuantity(inCluster.storage);
    if (bytes === undefined || bytes <= 0) report({ storage: inCluster.storage }, placeUnder(place, 'storage'));
  }
});

import { isDnsSubdomain } from '../../formats';
import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports texts that cannot be the name of a StorageClass. */
export const storageClassInvalid = rule('storage-class-invalid', ({ endpoints }, report) => {
  for (const { inCluster, place } of endpoints) {
    const storageClass = inCluster?.storageClass;
    if (storageClass !== undefined && !isDnsSubdomain(storageClass)) report({ storageClass }, placeUnder(place, 'storageClass'));
  }
});

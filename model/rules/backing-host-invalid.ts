import { isDnsSubdomain } from '../../formats';
import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports hosts of external backing services that are not DNS names. */
export const backingHostInvalid = rule('backing-host-invalid', ({ endpoints }, report) => {
  for (const { inCluster, host, place } of endpoints) {
    if (inCluster === undefined && !isDnsSubdomain(host)) report({ host }, placeUnder(place, 'host'));
  }
});

import { isPortNumber } from '../../formats';
import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports ports of external backing services that are not port numbers. */
export const backingPortInvalid = rule('backing-port-invalid', ({ endpoints }, report) => {
  for (const { port, place } of endpoints) {
    if (!isPortNumber(port)) report({ port }, placeUnder(place, 'port'));
  }
});

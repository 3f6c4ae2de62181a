import { isDnsSubdomain, isPortNumber } from '../../formats';
import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports endpoints outside the platform that nothing can be connected to. */
export const egressInvalid = rule('egress-invalid', ({ platform }, report) => {
  for (const { egress = [] } of platform.services) {
    for (const { host, port, place } of egress) {
      // A name without a dot would be looked up in the namespace.
      if (!isDnsSubdomain(host) || !host.includes('.')) report({ what: 'host', value: host }, placeUnder(place, 'host'));
      if (!isPortNumber(port)) report({ what: 'port', value: String(port) }, placeUnder(place, 'port'));
    }
  }
});

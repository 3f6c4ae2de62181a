import { isDns1035Label, isDnsSubdomain } from '../../formats';
import { placeUnder } from '../origin';
import { takenNames } from './facts/taken-names';
import { rule } from './rule';

/** What the name of a StatefulSet may have, since its pods carry it in a label together with a hash. */
const longestName = 52;

/** Reports hosts of backing services that are not DNS names, or that something else in the namespace has. */
export const backingHostInvalid = rule('backing-host-invalid', ({ platform, endpoints }, report) => {
  const taken = takenNames(platform, endpoints);
  for (const { host, kind, inCluster, place } of endpoints) {
    const reason = inCluster === undefined ? reasonElsewhere(host) : (reasonInCluster(host) ?? taken.get(host));
    if (reason !== undefined) report({ host, reason, inCluster: inCluster !== undefined }, placeUnder(place, 'host'));
    if (inCluster !== undefined) taken.set(host, `the environment's ${kind} has that name`);
  }
});

function reasonElsewhere(host: string): string | undefined {
  return isDnsSubdomain(host) ? undefined : 'it is not a DNS name';
}

function reasonInCluster(host: string): string | undefined {
  if (!isDns1035Label(host)) return 'it is not a DNS label';
  return host.length > longestName ? `it is longer than ${longestName} characters` : undefined;
}

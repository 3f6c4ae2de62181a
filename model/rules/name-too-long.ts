import { isDns1035Label } from '../../formats';
import { rule } from './rule';

/** What the name of an init Job adds to a hostname, with a hash of eight digits. A migration Job's `-migrate-` is as long. */
const suffix = '-db-init-00000000';

/** The longest value of a label, and so of a Job's name. */
const longestLabel = 63;

/** Reports hostnames that are legal, but too long for the name of the service's init Job. */
export const nameTooLong = rule('name-too-long', ({ platform }, report) => {
  const limit = longestLabel - suffix.length;
  for (const { name, database, origins } of platform.services) {
    if (database !== undefined && name.length > limit && isDns1035Label(name)) {
      report({ hostname: name, derived: name + suffix, limit }, origins.hostname.place);
    }
  }
});

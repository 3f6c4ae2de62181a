import { takenNames } from './facts/taken-names';
import { rule } from './rule';

/** Reports hostnames under which a service could not be reached, or would share the name of another object or file. */
export const hostnameReserved = rule('hostname-reserved', ({ platform, endpoints }, report) => {
  const taken = takenNames(platform, endpoints);
  for (const { name, origins } of platform.services) {
    const reason = taken.get(name);
    if (reason !== undefined) report({ hostname: name, reason }, origins.hostname.place);
  }
});

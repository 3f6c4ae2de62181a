import { isDns1035Label } from '../../formats';
import { rule } from './rule';

/** Reports hostnames that cannot be the name of a Kubernetes Service. */
export const hostnameInvalid = rule('hostname-invalid', ({ platform }, report) => {
  for (const { name, origins } of platform.services) {
    if (!isDns1035Label(name)) report({ hostname: name, suggestion: legalHostname(name) }, origins.hostname.place);
  }
});

/** The hostname with everything illegal replaced, where that leaves a legal one. */
function legalHostname(text: string): string | undefined {
  const label = text
    .slice(0, 200)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return isDns1035Label(label) ? label : undefined;
}

import type { RuleContext } from './context';
import { rule } from './rule';

/** Reports hostnames under which a service could not be reached, or would share the name of another object or file. */
export const hostnameReserved = rule('hostname-reserved', (context, report) => {
  const taken = takenNames(context);
  for (const { name, origins } of context.platform.services) {
    const reason = taken.get(name);
    if (reason !== undefined) report({ hostname: name, reason }, origins.hostname.place);
  }
});

function takenNames({ platform, endpoints }: RuleContext): Map<string, string> {
  const taken = new Map([
    ['localhost', 'in every container it means the container itself'],
    ['routes', 'the file with the route table has that name'],
  ]);
  const ca = platform.postgres?.certificateAuthority?.configMap;
  if (ca?.endsWith('-config') === true) taken.set(ca.slice(0, -'-config'.length), 'its ConfigMap would replace the one with the CA certificate of PostgreSQL');
  for (const { host, kind, inCluster } of endpoints) {
    if (inCluster !== undefined) taken.set(`${host}-headless`, `the headless Kubernetes Service of ${kind} has that name`);
  }
  for (const { name } of platform.tools) taken.set(name, 'the development tool of that name has it in this environment');
  for (const { name, key, database } of platform.services) {
    if (database !== undefined) taken.set(`${name}-db-init`, `the init Job of \`${key}\` is named after that`);
  }
  return taken;
}

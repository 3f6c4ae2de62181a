import type { Service } from '../platform';
import { rule } from './rule';

/** Reports environment variables that are filled from the database login of another service, or of the admin role. */
export const databaseForeignSecret = rule('database-foreign-secret', ({ platform }, report) => {
  const ownerOfSecret = new Map<string, Service>();
  for (const service of platform.services) {
    if (service.database !== undefined) ownerOfSecret.set(service.database.secretName, service);
  }
  for (const service of platform.services) {
    for (const variable of service.env) {
      if (variable.kind !== 'secret' || variable.origin.layer === 'built-in') continue;
      const secret = variable.secret.name;
      const owner = ownerOfSecret.get(secret);
      if (secret === platform.postgres?.adminSecret) {
        report({ variable: variable.name, secret, owner: 'the admin role' }, variable.origin.place);
      } else if (owner !== undefined && owner !== service) {
        report({ variable: variable.name, secret, owner: `\`${owner.key}\`` }, variable.origin.place);
      }
    }
  }
});

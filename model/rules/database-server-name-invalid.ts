import { isDns1035Label } from '../../formats';
import { rule } from './rule';

/** Reports names of database servers that are no DNS labels. */
export const databaseServerNameInvalid = rule('database-server-name-invalid', ({ platform: { postgresServers } }, report) => {
  for (const { name, place } of postgresServers) if (!isDns1035Label(name)) report({ server: name }, { ...place, key: true });
});

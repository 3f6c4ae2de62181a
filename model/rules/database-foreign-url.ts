import type { Database } from '../platform';
import { databaseUrls } from './facts/database-urls';
import { rule } from './rule';

/** Reports environment variables with the URL of another service's database. */
export const databaseForeignUrl = rule('database-foreign-url', (context, report) => {
  for (const { variable, database, owner } of databaseUrls(context)) {
    if (owner === undefined || owner === variable.service || isSame(variable.service.database, owner.database)) continue;
    const related = [{ label: 'the database is declared at', place: owner.origins.database.place }];
    report({ variable: variable.name, database, other: owner.key }, variable.origin.place, { related });
  }
});

/** Two services that declare one database are reported as that. */
function isSame(a: Database | undefined, b: Database | undefined): boolean {
  return a !== undefined && a.name === b?.name && a.server === b.server;
}

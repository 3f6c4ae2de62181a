import { databaseUrls } from './facts/database-urls';
import { rule } from './rule';

/** Reports environment variables with the URL of another service's database. */
export const databaseForeignUrl = rule('database-foreign-url', (context, report) => {
  for (const { variable, database, owner } of databaseUrls(context)) {
    if (owner === undefined || owner === variable.service || variable.service.database?.name === database) continue;
    const related = [{ label: 'the database is declared at', place: owner.origins.database.place }];
    report({ variable: variable.name, database, other: owner.key }, variable.origin.place, { related });
  }
});

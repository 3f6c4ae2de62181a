import { databaseUrls } from './facts/database-urls';
import { rule } from './rule';

/** Reports URLs that lead to the environment's database server, and there to a database that no service declares. */
export const databaseUndeclared = rule('database-undeclared', (context, report) => {
  for (const { variable, database, owner, onServer } of databaseUrls(context)) {
    if (onServer && owner === undefined) report({ variable: variable.name, database }, variable.origin.place);
  }
});

import { isPostgresIdentifier, isReservedPostgresName } from '../../formats';
import { rule } from './rule';

/** Reports database names that PostgreSQL, or a system that runs it, keeps to itself. */
export const databaseReserved = rule('database-reserved', ({ platform }, report) => {
  for (const { database, origins } of platform.services) {
    if (database !== undefined && isPostgresIdentifier(database.name) && isReservedPostgresName(database.name)) {
      report({ database: database.name }, origins.database.place);
    }
  }
});

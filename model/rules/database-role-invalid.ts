import { isPostgresIdentifier, isReservedPostgresName, postgresIdentifierBytes } from '../../formats';
import { rule } from './rule';

/** Reports databases whose two roles PostgreSQL would cut off, or keeps to itself. Names that are wrong by themselves are reported as that. */
export const databaseRoleInvalid = rule('database-role-invalid', ({ platform }, report) => {
  for (const { database, origins } of platform.services) {
    if (database?.split === undefined || !isPostgresIdentifier(database.name) || isReservedPostgresName(database.name)) continue;
    const wrong = [database.owner, database.role].find((role) => !isPostgresIdentifier(role) || isReservedPostgresName(role));
    if (wrong === undefined) continue;
    report({ database: database.name, role: wrong, bytes: postgresIdentifierBytes(wrong) }, origins.database.place);
  }
});

import { isPostgresIdentifier, isReservedPostgresName, postgresIdentifierBytes, toSnakeCase } from '../../formats';
import { rule } from './rule';

/** Reports database names that are no plain PostgreSQL identifiers, or would be cut off after 63 bytes. */
export const databaseInvalid = rule('database-invalid', ({ platform }, report) => {
  for (const { database, origins } of platform.services) {
    if (database === undefined || isPostgresIdentifier(database.name)) continue;
    const { name } = database;
    report({ database: name, bytes: postgresIdentifierBytes(name), suggestion: legalName(name) }, origins.database.place);
  }
});

function legalName(name: string): string | undefined {
  const candidate = toSnakeCase(name.slice(0, 200));
  return isPostgresIdentifier(candidate) && !isReservedPostgresName(candidate) ? candidate : undefined;
}

import * as z from 'zod';
import { isPostgresIdentifier, isReservedPostgresName, postgresIdentifierBytes, toSnakeCase } from '../../formats';
import { inspected } from './legal';

/** The name of a service's database; an empty text for none. */
export const databaseNameSchema = inspected(z.string(), (database, report) => {
  if (database === '') return;
  if (!isPostgresIdentifier(database))
    report('database-invalid', { database, bytes: postgresIdentifierBytes(database), suggestion: legalName(database) });
  else if (isReservedPostgresName(database)) report('database-reserved', { database });
});

function legalName(name: string): string | undefined {
  const candidate = toSnakeCase(name.slice(0, 200));
  return isPostgresIdentifier(candidate) && !isReservedPostgresName(candidate) ? candidate : undefined;
}

/** The login of a service's pods to its database. */
export const databaseAccessSchema = z.enum(['owner', 'split']);

/** The login of a service's pods to its database. */
export type DatabaseAccess = z.output<typeof databaseAccessSchema>;

/** The client that reads `DATABASE_URL`. Every client spells the parameters in its own way. */
export const databaseClientSchema = z.enum(['prisma-7', 'prisma-6', 'node-postgres', 'psycopg', 'sqlalchemy']);

/** The client that reads `DATABASE_URL`. */
export type DatabaseClient = z.output<typeof databaseClientSchema>;

import * as z from 'zod';
import { isPostgresIdentifier, isReservedPostgresName, postgresIdentifierBytes, textProblem, toSnakeCase } from '../../formats';
import { inspected, legal } from './legal';

/** The database of a service: a name, an empty text for none, or the database of another service. */
export const databaseSchema = inspected(z.union([z.string(), guestSchema()]), (database, report) => {
  if (typeof database === 'object') {
    const problem = textProblem(database.reason, 'label');
    if (problem !== undefined) report('text-invalid', { what: 'database.reason', ...problem }, { path: ['reason'] });
    return;
  }
  if (database === '') return;
  if (!isPostgresIdentifier(database))
    report('database-invalid', { database, bytes: postgresIdentifierBytes(database), suggestion: legalName(database) });
  else if (isReservedPostgresName(database)) report('database-reserved', { database });
});

/** The name that a database had before. */
export const databaseRenamedFromSchema = legal(
  z.string(),
  'database-renamed-invalid',
  (name) => isPostgresIdentifier(name) && !isReservedPostgresName(name),
  (name) => ({ name, reserved: isReservedPostgresName(name) }),
);

function guestSchema() {
  return z.strictObject({
    /** The registry key of the service that the database belongs to. */
    of: z.string(),
    /** The rights of the login: to `read` rows, or to `write` them too. No guest changes a table. */
    access: z.enum(['read', 'write']),
    /** Why the service does not ask the API of the other one. It becomes an annotation. */
    reason: z.string().refine((reason) => reason.trim() !== '', { error: 'a text that is not empty' }),
  });
}

/** The access of a service to the database of another one. */
export type GuestAccess = z.output<ReturnType<typeof guestSchema>>['access'];

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

import * as z from 'zod';

/** The login of a service's pods to its database. */
export const databaseAccessSchema = z.enum(['owner', 'split']);

/** The login of a service's pods to its database. */
export type DatabaseAccess = z.output<typeof databaseAccessSchema>;

/** The client that reads `DATABASE_URL`. Every client spells the parameters in its own way. */
export const databaseClientSchema = z.enum(['prisma-7', 'prisma-6', 'node-postgres', 'psycopg', 'sqlalchemy']);

/** The client that reads `DATABASE_URL`. */
export type DatabaseClient = z.output<typeof databaseClientSchema>;

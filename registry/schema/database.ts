import * as z from 'zod';

/** Which login the pods of a service have to its database. */
export const databaseAccessSchema = z.enum(['owner', 'split']);

/** Which login the pods of a service have to its database. */
export type DatabaseAccess = z.output<typeof databaseAccessSchema>;

/** What reads `DATABASE_URL`. Every client has its own words for the same thing. */
export const databaseClientSchema = z.enum(['prisma-7', 'prisma-6', 'node-postgres', 'psycopg', 'sqlalchemy']);

/** What reads `DATABASE_URL`. */
export type DatabaseClient = z.output<typeof databaseClientSchema>;

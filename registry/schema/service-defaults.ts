import * as z from 'zod';
import { databaseAccessSchema, databaseClientSchema } from './database';
import { healthSchema } from './health';
import { migrationSchema } from './migration';
import { resourcesSchema } from './resources';
import { secretReferenceSchema } from './secret-reference';

/**
 * The fields that a service entry and the product's `defaults` share. An entry's own value wins over a default;
 * `false` for a variable takes a default variable away.
 */
export const sharedServiceFields = {
  /**
   * Whether the service gets `REDIS_URL`, and the platform a Redis.
   * @default false
   */
  needsRedis: z.boolean().optional(),
  /**
   * Whether the service gets `RABBITMQ_URL`, and the platform a RabbitMQ.
   * @default false
   */
  needsRabbitmq: z.boolean().optional(),
  /**
   * The paths that answer health questions.
   * @default see its fields
   */
  health: healthSchema.optional(),
  /**
   * How the schema of the service's database gets to its newest version. A default is meant for the services with a database.
   * @default see its fields
   */
  migration: migrationSchema.optional(),
  /**
   * Which login the pods have to their database: `owner` that of the role that owns it and may do anything in it; `split` that of a second role,
   * `<database>_app`, which reads and writes rows and changes no table. Tables are then changed by a migration Job, as `<database>_owner`. A default
   * is meant for the services with a database.
   * @default 'owner'
   */
  databaseAccess: databaseAccessSchema.optional(),
  /**
   * What reads `DATABASE_URL`, whose parameters every client spells in its own way: `prisma-7` Prisma with the driver adapter of `pg`, and its CLI
   * in the migration Job; `prisma-6` Prisma with its own engine, also older versions; `node-postgres` the package `pg` without Prisma; `psycopg`
   * whatever hands the URL to libpq; `sqlalchemy` SQLAlchemy with psycopg 3. A default is meant for the services with a database.
   * @default 'psycopg' for the runtime `python`, else 'prisma-7'
   */
  databaseClient: databaseClientSchema.optional(),
  /**
   * Plain environment variables. Values are literal: `$(NAME)` and `${NAME}` are not expanded.
   * @default {}
   */
  env: z.record(z.string(), z.union([z.string(), z.literal(false)])).optional(),
  /**
   * Environment variables whose values are kept in Secrets.
   * @default {}
   */
  secrets: z.record(z.string(), z.union([secretReferenceSchema, z.literal(false)])).optional(),
  /**
   * What the service's container asks for and may use.
   * @default see its fields
   */
  resources: resourcesSchema.optional(),
  /**
   * How many pods run. An environment's overlay has the last word.
   * @default 1 in an environment marked `development: true`, else 2
   */
  replicas: z.number().optional(),
} as const;

/** What every service of a kind gets unless its entry says otherwise. */
export const serviceDefaultsSchema = z.strictObject(sharedServiceFields);

/** What every service of a kind gets unless its entry says otherwise. */
export type ServiceDefaults = z.output<typeof serviceDefaultsSchema>;

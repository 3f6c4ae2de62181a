import * as z from 'zod';
import { backingEntryFields } from './backing';
import { databaseAccessSchema, databaseClientSchema } from './database';
import { filesSchema, secretFilesSchema } from './files';
import { healthSchema } from './health';
import { migrationSchema } from './migration';
import { replicasSchema } from './values';
import { resourcesSchema } from './resources';
import { secretReferenceSchema } from './secret-reference';
import { metricsProfileSchema, sloSchema } from './slo';
import { variablesSchema } from './texts';

/**
 * The fields that a service entry and the product's `defaults` share. An entry's own value wins over a default;
 * `false` for a variable removes a default variable.
 */
export const sharedServiceFields = {
  ...backingEntryFields,
  /**
   * The health probes.
   * @default see its fields
   */
  health: healthSchema.optional(),
  /**
   * The migration of the service's database schema to its newest version. A default applies to the services with a database.
   * @default see its fields
   */
  migration: migrationSchema.optional(),
  /**
   * The login of the pods to their database. `owner`: the role that owns the database and may change everything in it. `split`: a second role,
   * `<database>_app`, which reads and writes rows and changes no table. A migration Job then changes tables, as `<database>_owner`. A default
   * applies to the services with a database.
   * @default 'owner'
   */
  databaseAccess: databaseAccessSchema.optional(),
  /**
   * The client that reads `DATABASE_URL`. Every client spells its parameters in its own way. `prisma-7`: Prisma with the driver adapter of `pg`, and its CLI
   * in the migration Job. `prisma-6`: Prisma with its own engine, also older versions. `node-postgres`: the package `pg` without Prisma. `psycopg`:
   * every client that passes the URL to libpq. `sqlalchemy`: SQLAlchemy with psycopg 3. A default applies to the services with a database.
   * @default 'prisma-7' for the runtimes `node`, `nextjs` and `static`, else 'psycopg'
   */
  databaseClient: databaseClientSchema.optional(),
  /**
   * Environment variables. A value may refer to what the registry and the overlay say: `${redis.host}:${redis.port}`, `${database.user}`,
   * `${services.orders.url}`, `${namespace}`. What is secret stays in its Secret. `$${` stands for `${`, and all else for itself: `$(NAME)` is not expanded.
   * @default {}
   */
  env: variablesSchema(z.union([z.string(), z.literal(false)])).optional(),
  /**
   * Environment variables whose values are in Secrets.
   * @default {}
   */
  secrets: variablesSchema(z.union([secretReferenceSchema, z.literal(false)])).optional(),
  /**
   * Files in the service's container, by absolute path, read-only: `{ from }` with a file of the product's folder, or `{ text }`. Each path is taken from the
   * last layer that names it; `false` takes a file of an earlier layer away. They are one ConfigMap, whose name follows from their content: a change of a
   * file replaces the pods. Together they have at most 1 MiB.
   * @default {}
   */
  files: filesSchema.readonly().optional(),
  /**
   * Files in the service's container, by absolute path, whose contents are in Secrets, read-only for the service's user and group. The process reads them when
   * it starts: a changed Secret reaches it with its next pod. `false` takes a file of an earlier layer away.
   * @default {}
   */
  secretFiles: secretFilesSchema.readonly().optional(),
  /**
   * The resources that the service's container requests, and their limits.
   * @default see its fields
   */
  resources: resourcesSchema.optional(),
  /**
   * The number of pods. An environment's overlay overrides it.
   * @default 1 in an environment marked `development: true`, else 2
   */
  replicas: replicasSchema.optional(),
  /**
   * The names that the metrics of the service have, for alerts and dashboards. `otel`: those of OpenTelemetry, in seconds. `next`: the same of the Prometheus exporter for Node, which leaves the
   * unit out of names. `nest`: `http_request_duration_seconds` with `status_code`, as express-prom-bundle has it. `fastapi`: those of prometheus-fastapi-instrumentator. A
   * default applies to the services with metrics.
   * @default unknown: no alert is about requests
   */
  metricsProfile: metricsProfileSchema.optional(),
  /**
   * What the service promises: the share of requests without an error, and how long they take. From it follow alerts that tell how fast the budget of errors is used up. A default
   * applies to the services with metrics.
   * @default none
   */
  slo: sloSchema.optional(),
} as const;

/** Defaults of a kind of services, which an entry can override. */
export const serviceDefaultsSchema = z.strictObject(sharedServiceFields);

/** Defaults of a kind of services, which an entry can override. */
export type ServiceDefaults = z.output<typeof serviceDefaultsSchema>;

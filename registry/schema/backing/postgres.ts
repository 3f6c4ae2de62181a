import * as z from 'zod';
import { isDns1035Label } from '../../../formats';
import { inspected, legal } from '../legal';
import { configMapNameSchema, secretNameSchema } from '../values';
import { postgresSettings } from './postgres-settings';
import { externalFields, externalPortSchema, inClusterFields } from './server-fields';
import { settingsSchema } from './settings';

/** The largest `max_connections` that PostgreSQL accepts. */
const mostConnections = 262_143;

const poolSizeSchema = legal(
  z.number(),
  'pool-size-invalid',
  (poolSize) => Number.isSafeInteger(poolSize) && poolSize >= 1,
  (poolSize) => ({ poolSize }),
);

/** A pooler in front of a server. */
const poolerSchema = z.strictObject({
  /** The DNS name by which pods reach it. */
  host: z.string(),
  /**
   * Its port.
   * @default 6432
   */
  port: externalPortSchema.optional(),
  /**
   * The largest number of connections that one of it opens to the server for one login and database, which PgBouncer calls `default_pool_size`.
   * @default 20
   */
  poolSize: poolSizeSchema.optional(),
  /**
   * How many of it run at once, each with pools of its own: the replicas of PgBouncer, and one more if a rollout starts a new one before it stops an old one.
   * @default 1
   */
  instances: legal(
    z.number(),
    'pooler-instances-invalid',
    (instances) => Number.isSafeInteger(instances) && instances >= 1,
    (instances) => ({ instances }),
  ).optional(),
  /**
   * Whether clients can prepare statements over it, as over PgBouncer 1.21 and newer with `max_prepared_statements`. Without it Prisma's engine is told.
   * @default true
   */
  preparedStatements: z.boolean().optional(),
});

const poolFields = {
  /**
   * The server's `max_connections`: an upper bound for the pools of all services together.
   * @default 100
   */
  maxConnections: legal(
    z.number(),
    'max-connections-invalid',
    (maxConnections) => Number.isInteger(maxConnections) && maxConnections >= 1 && maxConnections <= mostConnections,
    (maxConnections) => ({ maxConnections }),
  ).optional(),
  /**
   * The largest number of connections of one pod of a service.
   * @default 10
   */
  poolSize: poolSizeSchema.optional(),
  /**
   * A pooler in transaction mode, such as PgBouncer. Pods connect to it; Jobs, and the containers that wait before pods start, to the server itself. With TLS it
   * shows a certificate of the same authority, with its own name.
   * @default none: pods connect to the server
   */
  pooler: poolerSchema.optional(),
  /**
   * The image whose `psql` runs the init Jobs and waits for databases, version 15 or newer. It need not be of the server's version: one that follows the server
   * replaces all pods with a database with each build of the server.
   * @default `postgres:16-alpine`; beside a server in the cluster whose image is not `postgres`, that image
   */
  clientImage: z.string().optional(),
};

const adminFields = {
  /**
   * The Secret with the login of the role that creates databases: keys `username` and `password`. Only init Jobs read it.
   * @default 'postgres-admin'; of one of several database servers `<name>-admin`
   */
  adminSecret: secretNameSchema.optional(),
  /**
   * Who makes the hash of a password that an init Job sets. `server`: the Job sends the password, and, as a superuser, keeps it out of the log. `client`: psql sends the hash, for an admin that is no superuser, on a
   * server that may log such statements (`log_statement = ddl`).
   * @default 'server'
   * @see https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-META-COMMAND-PASSWORD
   */
  passwordHashing: z.enum(['server', 'client']).optional(),
};

/** The longest name of a Cluster that the operator takes, since it names other objects after it. */
const longestClusterName = 50;

/** Plain connections, without encryption. */
const plainText = z.strictObject({
  /** Connections are not encrypted. */
  mode: z.literal('disable'),
});

/** A PostgreSQL server. */
const postgresSchema = z.discriminatedUnion('provider', [
  z.strictObject({
    ...inClusterFields,
    /**
     * The image, with its tag.
     * @default 'postgres:16-alpine'
     */
    image: z.string().optional(),
    /**
     * Settings of the server by its own names, such as `work_mem: 16MB` or `statement_timeout: 30s`; the guide on servers in the cluster lists them.
     * @default memory by `resources.limits.memory`, and else those of the image
     */
    settings: settingsSchema(postgresSettings).optional(),
    ...poolFields,
    ...adminFields,
  }),
  z.strictObject({
    /** CloudNativePG runs the server, and makes roles and databases out of custom resources. Version 1.30 or newer. */
    provider: z.literal('cloudnative-pg'),
    /** The name of its `Cluster` object in the product's namespace. */
    cluster: legal(
      z.string(),
      'database-cluster-invalid',
      (cluster) => isDns1035Label(cluster) && cluster.length <= longestClusterName,
      (cluster) => ({ cluster }),
    ),
    /**
     * The DNS name by which services reach it.
     * @default '<cluster>-rw'
     */
    host: z.string().optional(),
    ...poolFields,
    /**
     * The protection of connections. With `verify-full` pods mount the CA certificate from a Secret.
     * @default { mode: verify-full }
     */
    tls: z
      .discriminatedUnion('mode', [
        plainText,
        z.strictObject({
          /** Clients check the certificate and the host name. */
          mode: z.literal('verify-full'),
          /**
           * The Secret with the CA certificate in its key `ca.crt`. No other key of it reaches a pod.
           * @default '<cluster>-ca', which the operator makes
           */
          caSecret: secretNameSchema.optional(),
        }),
      ])
      .optional(),
  }),
  z.strictObject({
    ...externalFields,
    ...poolFields,
    ...adminFields,
    /**
     * Who makes the roles and databases of services. `init-job`: init Jobs, with the login of `adminSecret`. `given`: an administrator or another program, such
     * as Terraform; there are no init Jobs and there is no admin Secret.
     * @default 'init-job'
     */
    provisioning: z.enum(['init-job', 'given']).optional(),
    /**
     * The server's port.
     * @default 5432
     */
    port: externalPortSchema.optional(),
    /**
     * The protection of connections. With `verify-full` pods mount the CA certificate from a ConfigMap.
     * @default { mode: disable }
     */
    tls: z
      .discriminatedUnion('mode', [
        plainText,
        z.strictObject({
          /** Clients check the certificate and the host name. */
          mode: z.literal('verify-full'),
          /**
           * The ConfigMap with the CA certificate in its key `ca.crt`.
           * @default 'postgres-ca'; of one of several database servers `<name>-ca`
           */
          caConfigMap: configMapNameSchema.optional(),
        }),
      ])
      .optional(),
  }),
]);

/** The PostgreSQL servers of an environment with more than one. */
const databaseServersSchema = z.strictObject({
  /** The servers by name, a DNS label. The host of an in-cluster server is that name, unless `host` sets another. */
  servers: inspected(
    z
      .record(z.string(), postgresSchema)
      .refine((servers) => Object.keys(servers).length > 0, { error: 'a mapping with at least one server' }),
    (servers, report) => {
      for (const server of Object.keys(servers)) {
        if (!isDns1035Label(server)) report('database-server-name-invalid', { server }, { path: [server], key: true });
      }
    },
  ),
  /**
   * The server of every database whose service sets no `databaseServer`.
   * @default the only server, if there is one; with several, each service with a database has to set its own
   */
  default: z.string().optional(),
});

/** The fields of an overlay that declare PostgreSQL servers. A service asks for one by having a database. */
export const postgresOverlayFields = {
  /**
   * The PostgreSQL server. Required if a service has a database. For several, see `database`.
   * @default none
   */
  postgres: postgresSchema.optional(),
  /**
   * The PostgreSQL servers, in place of `postgres`, if there is more than one.
   * @default the one server that `postgres` declares
   */
  database: databaseServersSchema.optional(),
};

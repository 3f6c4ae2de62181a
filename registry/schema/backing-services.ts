import * as z from 'zod';
import { resourcesSchema } from './resources';

/** What the three backing services have in common when they run in the product's namespace. */
const inCluster = {
  /** Runs the backing service as a StatefulSet in the product's namespace. */
  provider: z.literal('in-cluster'),
  /**
   * The host name services reach it by, and the name of its objects.
   * @default 'postgres', 'redis', 'rabbitmq'; of one of several database servers its name
   */
  host: z.string().optional(),
  /**
   * The image, with its tag.
   * @default `postgres:16-alpine`, `redis:7.4-alpine`, `rabbitmq:4.3-management-alpine`
   */
  image: z.string().optional(),
  /**
   * The size of its volume.
   * @default '1Gi'
   */
  storage: z.string().optional(),
  /**
   * The StorageClass of its volume.
   * @default the cluster's default class
   */
  storageClass: z.string().optional(),
  /**
   * What the container asks for and may use.
   * @default enough for development
   */
  resources: resourcesSchema.optional(),
};

/** What they have in common when somebody else runs them. */
const external = {
  /** The backing service is run elsewhere and reached by name. */
  provider: z.literal('external'),
  /** The DNS name it is reached by. */
  host: z.string(),
};

const poolFields = {
  /**
   * The server's `max_connections`, which the services' pools must fit into.
   * @default 100
   */
  maxConnections: z.number().optional(),
  /**
   * How many connections a pod of a service keeps at most.
   * @default 10
   */
  poolSize: z.number().optional(),
  /**
   * The image whose `psql` runs the init Jobs and waits for databases, version 15 or newer.
   * @default the in-cluster server's image, else `postgres:16-alpine`
   */
  clientImage: z.string().optional(),
};

const adminFields = {
  /**
   * The Secret with the role that creates databases: keys `username` and `password`. Init Jobs alone read it.
   * @default 'postgres-admin'; of one of several database servers `<name>-admin`
   */
  adminSecret: z.string().optional(),
};

/** Connections that are not encrypted. */
const plainText = z.strictObject({
  /** Connections are not encrypted. */
  mode: z.literal('disable'),
});

/** The PostgreSQL server of an environment. */
export const postgresSchema = z.discriminatedUnion('provider', [
  z.strictObject({ ...inCluster, ...poolFields, ...adminFields }),
  z.strictObject({
    /** CloudNativePG runs the server, and makes roles and databases out of custom resources. Version 1.30 or newer. */
    provider: z.literal('cloudnative-pg'),
    /** The `Cluster` that it is, in the product's namespace. */
    cluster: z.string(),
    /**
     * The DNS name it is reached by.
     * @default '<cluster>-rw'
     */
    host: z.string().optional(),
    ...poolFields,
    /**
     * How clients secure the connection. With `verify-full` the CA certificate is mounted from a Secret.
     * @default { mode: verify-full }
     */
    tls: z
      .discriminatedUnion('mode', [
        plainText,
        z.strictObject({
          /** The certificate and the host name are checked. */
          mode: z.literal('verify-full'),
          /**
           * The Secret with the CA certificate in its key `ca.crt`. No other key of it reaches a pod.
           * @default '<cluster>-ca', which the operator makes
           */
          caSecret: z.string().optional(),
        }),
      ])
      .optional(),
  }),
  z.strictObject({
    ...external,
    ...poolFields,
    ...adminFields,
    /**
     * The server's port.
     * @default 5432
     */
    port: z.number().optional(),
    /**
     * How clients secure the connection. With `verify-full` the CA certificate is mounted from a ConfigMap.
     * @default { mode: disable }
     */
    tls: z
      .discriminatedUnion('mode', [
        plainText,
        z.strictObject({
          /** The certificate and the host name are checked. */
          mode: z.literal('verify-full'),
          /**
           * The ConfigMap with the CA certificate in its key `ca.crt`.
           * @default 'postgres-ca'; of one of several database servers `<name>-ca`
           */
          caConfigMap: z.string().optional(),
        }),
      ])
      .optional(),
  }),
]);

/** The Redis of an environment. */
export const redisSchema = z.discriminatedUnion('provider', [
  z.strictObject({
    ...inCluster,
    /**
     * The Secret with its `password`.
     * @default 'redis-auth'
     */
    secret: z.string().optional(),
  }),
  z.strictObject({
    ...external,
    /**
     * Its port.
     * @default 6379
     */
    port: z.number().optional(),
    /**
     * Whether clients connect with TLS (`rediss://`).
     * @default false
     */
    tls: z.boolean().optional(),
    /**
     * The Secret with its `password`.
     * @default 'redis-auth'
     */
    secret: z.string().optional(),
  }),
]);

/** The RabbitMQ of an environment. */
export const rabbitmqSchema = z.discriminatedUnion('provider', [
  z.strictObject({
    ...inCluster,
    /**
     * The virtual host.
     * @default the product's name
     */
    vhost: z.string().optional(),
    /**
     * The Secret with its `username` and `password`.
     * @default 'rabbitmq-auth'
     */
    secret: z.string().optional(),
  }),
  z.strictObject({
    ...external,
    /**
     * Its AMQP port.
     * @default 5672, or 5671 with TLS
     */
    port: z.number().optional(),
    /**
     * Whether clients connect with TLS (`amqps://`).
     * @default false
     */
    tls: z.boolean().optional(),
    /**
     * The virtual host.
     * @default the product's name
     */
    vhost: z.string().optional(),
    /**
     * The Secret with its `username` and `password`.
     * @default 'rabbitmq-auth'
     */
    secret: z.string().optional(),
  }),
]);

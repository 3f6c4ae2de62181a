import * as z from 'zod';
import { resourcesSchema } from './resources';

/** The fields of each backing service that runs in the product's namespace. */
const inCluster = {
  /** Runs the backing service as a StatefulSet in the product's namespace. */
  provider: z.literal('in-cluster'),
  /**
   * The host name by which services reach it, and the name of its objects.
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
   * The resources that the container requests, and their limits.
   * @default enough for development
   */
  resources: resourcesSchema.optional(),
};

/** The fields of each backing service that another team or provider runs. */
const external = {
  /** The backing service runs outside the namespace; services reach it by name. */
  provider: z.literal('external'),
  /** The DNS name by which services reach it. */
  host: z.string(),
};

const poolFields = {
  /**
   * The server's `max_connections`: an upper bound for the pools of all services together.
   * @default 100
   */
  maxConnections: z.number().optional(),
  /**
   * The largest number of connections of one pod of a service.
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
   * The Secret with the login of the role that creates databases: keys `username` and `password`. Only init Jobs read it.
   * @default 'postgres-admin'; of one of several database servers `<name>-admin`
   */
  adminSecret: z.string().optional(),
};

/** Plain connections, without encryption. */
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
    /** The name of its `Cluster` object in the product's namespace. */
    cluster: z.string(),
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

import * as z from 'zod';
import { autoscalingSchema } from './autoscaling';
import { postgresSchema, rabbitmqSchema, redisSchema } from './backing-services';
import { databaseServersSchema } from './database-servers';
import { developmentToolsSchema } from './development-tools';
import { migrationSchema } from './migration';
import { quotaSchema } from './quota';
import { resourcesSchema } from './resources';
import { secretProviderSchema } from './secret-provider';

/** Which build of an image an environment runs. */
const imagePinSchema = z.strictObject({
  /**
   * The image's tag.
   * @default the tag of the environment
   */
  tag: z.string().optional(),
  /**
   * The image's digest, `sha256:` and 64 hexadecimal digits.
   * @default none
   */
  digest: z.string().optional(),
});

/** An environment's overlay: all that may differ between the environments of a product, and nothing else. */
export const environmentOverlaySchema = z.strictObject({
  /**
   * Whether this is a place to develop in: allows development Secrets and turns end-of-life findings into warnings.
   * @default false
   */
  development: z.boolean().optional(),
  /**
   * The namespace.
   * @default the product's name
   */
  namespace: z.string().optional(),
  /** How the manifests reach the cluster. Decides how Jobs are named and ordered. */
  delivery: z.enum(['kubectl', 'argocd']),
  /**
   * How many pods each service runs. Not meant for singletons, nor for services with autoscaling.
   * @default 1 in development, else 2
   */
  replicas: z.number().optional(),
  /**
   * The PriorityClass of the pods of all services and of their Jobs. It belongs to the cluster and must exist there.
   * @default the cluster's default
   */
  priorityClassName: z.string().optional(),
  /**
   * Whether services run as 10001:10001 with `HOME=/tmp`, unless an entry names its `user`: a user that no node has. The files of their images
   * must be readable by everybody.
   * @default false: as the user of the runtime's image
   */
  hardenedUid: z.boolean().optional(),
  /**
   * What all pods of the namespace may have together: a ResourceQuota, which the platform is checked against.
   * @default none
   */
  quota: quotaSchema.optional(),
  /**
   * Whether containers that others start in the namespace without resources get those of a service: a LimitRange.
   * @default false
   */
  limitRange: z.boolean().optional(),
  /**
   * What linters are told.
   * @default {}
   */
  lint: z
    .strictObject({
      /**
       * Whether objects carry annotations that keep linters from objecting to what was decided otherwise, each with its reason.
       * @default false in development, else true
       */
      annotations: z.boolean().optional(),
    })
    .optional(),
  /** Which builds run. */
  images: z.strictObject({
    /**
     * The tag of every service that names none of its own.
     * @default none: every service has to name one
     */
    tag: z.string().optional(),
    /**
     * When the kubelet asks the image registry.
     * @default 'IfNotPresent' in development, else 'Always'
     */
    pullPolicy: z.enum(['IfNotPresent', 'Always']).optional(),
    /**
     * Secrets of type `kubernetes.io/dockerconfigjson` with which the kubelet logs in to image registries.
     * @default []
     */
    pullSecrets: z.array(z.string()).optional(),
    /**
     * Whether the image of every service must have a digest, so that nobody can put another build in its place.
     * @default false
     */
    requireDigest: z.boolean().optional(),
    /**
     * Tags and digests of single services, by registry key. Those that CI changes belong into `environments/<name>.images.yaml` beside this file.
     * @default {}
     */
    services: z.record(z.string(), imagePinSchema).optional(),
  }),
  /** Where Secret data comes from. */
  secrets: secretProviderSchema,
  /**
   * Whether Deployments name the Secrets that their pods read in an annotation, for the controller Reloader to restart them when one changes.
   * @default false
   * @see https://github.com/stakater/Reloader
   */
  reloader: z.boolean().optional(),
  /**
   * The PostgreSQL server, needed when a service has a database. For several, see `database`.
   * @default none
   */
  postgres: postgresSchema.optional(),
  /**
   * The PostgreSQL servers, in place of `postgres`, where the databases are on several.
   * @default the one server that `postgres` declares
   */
  database: databaseServersSchema.optional(),
  /**
   * The Redis, needed when a service says `needsRedis`.
   * @default none
   */
  redis: redisSchema.optional(),
  /**
   * The RabbitMQ, needed when a service says `needsRabbitmq`.
   * @default none
   */
  rabbitmq: rabbitmqSchema.optional(),
  /**
   * The way in from outside, needed when a service has routes.
   * @default none
   */
  ingress: z
    .strictObject({
      /** The IngressClass that serves the routes. */
      className: z.string(),
      /** The DNS name the routes are served under. */
      host: z.string(),
      /**
       * The TLS certificate.
       * @default none: the routes are served in plain HTTP
       */
      tls: z
        .strictObject({
          /** The Secret of type `kubernetes.io/tls` with the certificate. */
          secretName: z.string(),
        })
        .optional(),
    })
    .optional(),
  /**
   * Tools for people who develop, in an environment with `development: true` alone: `pgadmin`, `prisma-studio`.
   * @default []
   */
  tools: developmentToolsSchema.optional(),
  /**
   * What differs for single services, by registry key.
   * @default {}
   */
  services: z
    .record(
      z.string(),
      z.strictObject({
        /**
         * How many pods run. Takes the place of the entry's `autoscaling`.
         * @default the number of the environment
         */
        replicas: z.number().optional(),
        /**
         * Between how many pods an autoscaler chooses, laid over the entry's; `false` turns it off.
         * @default what the entry says; off in an environment marked `development: true`
         */
        autoscaling: z.union([autoscalingSchema, z.literal(false)]).optional(),
        /**
         * The PriorityClass of the service's pods.
         * @default the environment's
         */
        priorityClassName: z.string().optional(),
        /**
         * What the container asks for and may use.
         * @default what the entry says
         */
        resources: resourcesSchema.optional(),
        /**
         * How the schema of the database gets to its newest version.
         * @default what the entry says
         */
        migration: migrationSchema.optional(),
        /**
         * The server that the database is on, by its name in `database.servers`.
         * @default the environment's `database.default`
         */
        databaseServer: z.string().optional(),
        /**
         * Plain environment variables, laid over the entry's.
         * @default {}
         */
        env: z.record(z.string(), z.string()).optional(),
      }),
    )
    .optional(),
});

/** An environment's overlay after its shape was checked. */
export type EnvironmentOverlay = z.output<typeof environmentOverlaySchema>;

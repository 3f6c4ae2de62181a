import * as z from 'zod';
import { autoscalingSchema } from './autoscaling';
import { egressSchema } from './egress';
import { runtimeSchema } from './runtime';
import { sharedServiceFields } from './service-defaults';

/** One entry of the service registry. Shape only: what the values mean together is checked later, by rules. */
export const serviceDefinitionSchema = z.strictObject({
  /** The name other services call this one by. Becomes the name of its Kubernetes Service and Deployment. */
  hostname: z.string(),
  /** The port the service listens on, and callers connect to. The service is told in `PORT`. */
  port: z.number(),
  /**
   * The service's PostgreSQL database, in snake_case. An empty string means none.
   * @default none
   */
  database: z.string().optional(),
  /**
   * The path of the service's Dockerfile from the root of the monorepo. Kept as an annotation: images are built elsewhere.
   * @default none
   */
  dockerfile: z.string().optional(),
  /** The URL path prefixes this service answers, without a trailing slash. */
  routes: z.array(z.string()).readonly(),
  /** The service's layer: `platform` services should not depend on `domain` ones. */
  layer: z.enum(['platform', 'shared', 'domain']),
  /** The name people read. */
  label: z.string(),
  /**
   * Environment variables beyond the shared ones, such as the URLs of the services this one calls. Values are literal.
   * @default {}
   */
  extraEnv: z.record(z.string(), z.string()).readonly().optional(),
  /**
   * The registry keys of the services this one calls.
   * @default []
   */
  dependsOn: z.array(z.string()).readonly().optional(),
  /**
   * The endpoints outside the platform that this service calls; those of backing services are known anyway. Once there is a list it has to be whole:
   * a URL to anywhere else is a finding. Told in the annotation `cadastre.dev/egress` of the Deployment.
   * @default not known
   */
  egress: egressSchema.readonly().optional(),
  /**
   * The image, with or without a tag: `ghcr.io/acme/assessment-roll` or `ghcr.io/acme/assessment-roll:1.4.2`.
   * @default the product's image registry, followed by the hostname
   */
  image: z.string().optional(),
  /**
   * What the service runs on.
   * @default 'node'
   */
  runtime: runtimeSchema.optional(),
  /**
   * PostgreSQL extensions the database needs, created by the admin role.
   * @default []
   */
  extensions: z.array(z.string()).readonly().optional(),
  /**
   * Whether at most one pod may run at any time, as for a scheduler. The old pod then stops before the new one starts.
   * @default false
   */
  singleton: z.boolean().optional(),
  /**
   * Between how many pods an autoscaler chooses, in place of `replicas`. An environment marked `development: true` takes no notice, unless its
   * overlay has `autoscaling` for the service.
   * @default none: `replicas` pods
   */
  autoscaling: autoscalingSchema.optional(),
  /**
   * Replaces the image's ENTRYPOINT.
   * @default the image's own
   */
  command: z.array(z.string()).readonly().optional(),
  /**
   * Replaces the image's CMD.
   * @default the image's own
   */
  args: z.array(z.string()).readonly().optional(),
  /**
   * Where Prometheus finds the service's metrics: told in the `prometheus.io` annotations of its pods. Never part of the route table.
   * @default no metrics
   */
  metrics: z
    .strictObject({
      /**
       * The port metrics are served on.
       * @default the service's port
       */
      port: z.number().optional(),
      /**
       * The path metrics are served on.
       * @default '/metrics'
       */
      path: z.string().optional(),
    })
    .optional(),
  /**
   * Who answers for the service.
   * @default nobody named
   */
  owner: z
    .strictObject({
      /** The team's short name. */
      team: z.string(),
    })
    .optional(),
  /**
   * The numeric user and group the image's process runs as, where they are not those of its runtime.
   * @default `node` and `nextjs` 1000:1000, `python` 10001:10001, `static` 101:101
   */
  user: z
    .strictObject({
      /** The user's id, from 1. */
      uid: z.number(),
      /** The group's id, from 1. */
      gid: z.number(),
    })
    .optional(),
  /**
   * Absolute paths the process writes to, each an `emptyDir`, beside `/tmp`: the root file system is read-only.
   * @default `/app/.next/cache` for the runtime `nextjs`, `/var/cache/nginx` for `static`, else none
   */
  writablePaths: z.array(z.string()).readonly().optional(),
  ...sharedServiceFields,
});

/** A service registry: every service by its key. */
export const serviceRegistrySchema = z.record(z.string(), serviceDefinitionSchema);

type DefinitionInput = z.input<typeof serviceDefinitionSchema>;

/**
 * One service of the registry, as its author writes it.
 * @typeParam Key the registry's keys, which `dependsOn` must name
 */
export type ServiceDefinition<Key extends string = string> = {
  readonly [Field in keyof DefinitionInput]: Field extends 'dependsOn' ? readonly Key[] | undefined : DefinitionInput[Field];
};

/** A registry entry after its shape was checked. */
export type ParsedService = z.output<typeof serviceDefinitionSchema>;

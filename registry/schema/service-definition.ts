import * as z from 'zod';
import { isDns1035Label, isExtensionName, isLabelValue, isPortNumber, isProbePath } from '../../formats';
import { autoscalingSchema } from './autoscaling';
import { componentSchema } from './component';
import { cronFields } from './cron';
import { databaseRenamedFromSchema, databaseSchema } from './database';
import { egressSchema } from './egress';
import { initSchema, sidecarsSchema } from './helper-containers';
import { hooksSchema } from './hooks';
import { portSchema, portsSchema, protocolSchema } from './ports';
import { type IllegalValues, inspected, legal } from './legal';
import { routeSchema } from './route';
import { runtimeSchema } from './runtime';
import { patchSchema } from './patch';
import { placementFields } from './placement';
import { secondsSchema } from './values';
import { sharedServiceFields } from './service-defaults';
import { argumentsSchema, textSchema, variablesSchema } from './texts';
import { scratchSchema } from './scratch';
import { messageFields } from './topics';
import { podManagementSchema, volumesSchema } from './volumes';
import { userSchema } from './user';
import { workloadKindSchema } from './workload-kind';
import { writablePathsSchema } from './writable-paths';

/** One entry of the service registry. The schema checks the shape only; rules check the meaning of the values together. */
export const serviceDefinitionSchema = z.strictObject({
  /**
   * The kind of the workload: `service`, which others call, `worker`, which nothing calls, `cron`, which runs at given times, or `stateful`, which others
   * call and whose pods keep their names and volumes.
   * @default 'service'
   */
  kind: workloadKindSchema.optional(),
  /**
   * The label `app.kubernetes.io/component`, by which the pods are selected beside the registry key. A selector never changes: where `kind` or `runtime` do
   * after the service has been applied, this keeps the label that its pods have.
   * @default `web` for the runtimes `nextjs` and `static`, `api` for the others; `worker`, `cron` and `stateful` for those kinds
   * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
   */
  component: componentSchema.optional(),
  /**
   * The name by which other services call this one. It is the name of the Kubernetes Service and the Deployment.
   * @default the registry key
   */
  hostname: legal(z.string(), 'hostname-invalid', isDns1035Label, illegalHostname).optional(),
  /**
   * The port on which the service listens and to which callers connect. The service reads it from `PORT`. Required for the kinds `service` and `stateful`.
   * @default none
   */
  port: portSchema.optional(),
  /**
   * The protocol that is spoken over `port`. It decides the default probes, the name of the port and what a proxy is told. `http` is HTTP/1.1; `h2c` is HTTP/2
   * without TLS and without a question before; `grpc` is gRPC, which is spoken over `h2c`.
   * @default 'http'
   */
  protocol: protocolSchema.optional(),
  /**
   * Further ports of the service, by name. A name has at most 15 lower-case letters, digits and dashes.
   * @default {}
   */
  ports: portsSchema.readonly().optional(),
  /**
   * The time that the process may take to finish its work after SIGTERM, in seconds. The container is killed some seconds later.
   * @default 25
   */
  stopSeconds: secondsSchema('stopSeconds').optional(),
  /**
   * The service's PostgreSQL database, in snake_case. An empty string means none. `{ of, access, reason }` is a login of its own to the database of another service of
   * the product.
   * @default none
   */
  database: databaseSchema.optional(),
  /**
   * The name that `database` had before. Its init Job gives the database and its roles the new name when nobody is connected; it ends no session. Remove the field when every environment has had it: `cadastre plan` says so.
   * @default none
   */
  databaseRenamedFrom: databaseRenamedFromSchema.optional(),
  /**
   * The path of the service's Dockerfile from the root of the monorepo. It becomes an annotation: Cadastre builds no images.
   * @default none
   */
  dockerfile: textSchema('dockerfile', 'path').optional(),
  /**
   * The URL path prefixes of this service, without a trailing slash.
   * @default []
   */
  routes: z.array(routeSchema).readonly().optional(),
  /** The service's layer: `platform` services should not depend on `domain` ones. */
  layer: z.enum(['platform', 'shared', 'domain']),
  /**
   * The name for readers.
   * @default the registry key
   */
  label: textSchema('label', 'label').optional(),
  /**
   * Environment variables beyond the shared ones, such as the URLs of the services that this one calls. Values are literal.
   * @default {}
   */
  extraEnv: variablesSchema(z.string()).readonly().optional(),
  /**
   * The services that this one calls: registry keys, and `product/key` for services of other products in the same folder of products. Those are looked up
   * in the environment of the same name.
   * @default []
   */
  dependsOn: z.array(z.string()).readonly().optional(),
  /**
   * The `externals` of the environment that this service calls, by name, such as `mongo`. Every environment must have it.
   * @default []
   */
  externals: z.array(z.string()).readonly().optional(),
  /**
   * The endpoints outside the platform that this service calls, without its externals and those of backing services. A list has to be complete:
   * a URL to any other endpoint is a finding. The Deployment has the list in its annotation `cadastre.dev/egress`.
   * @default unknown
   */
  egress: egressSchema.readonly().optional(),
  /**
   * The image, with or without a tag: `ghcr.io/acme/assessment-roll` or `ghcr.io/acme/assessment-roll:1.4.2`.
   * @default the product's image registry, followed by the hostname
   */
  image: z.string().optional(),
  /**
   * The runtime of the service.
   * @default 'node'
   */
  runtime: runtimeSchema.optional(),
  /**
   * The PostgreSQL extensions of the database, which the admin role creates.
   * @default []
   */
  extensions: z
    .array(legal(z.string(), 'extension-invalid', isExtensionName, (extension) => ({ extension })))
    .readonly()
    .optional(),
  /**
   * Whether at most one pod may run at any time, as for a scheduler. The old pod then stops before the new one starts.
   * @default false
   */
  singleton: z.boolean().optional(),
  /**
   * The bounds of an autoscaler, in place of `replicas`. An environment marked `development: true` ignores it, unless its
   * overlay has `autoscaling` for the service.
   * @default none: `replicas` pods
   */
  autoscaling: autoscalingSchema.optional(),
  /**
   * Replaces the image's ENTRYPOINT.
   * @default the image's own
   */
  command: argumentsSchema('command').readonly().optional(),
  /**
   * Replaces the image's CMD.
   * @default the image's own
   */
  args: argumentsSchema('args').readonly().optional(),
  /**
   * The endpoint of the service's metrics. The `prometheus.io` annotations of its pods say it to Prometheus. It is never part of the route table.
   * @default no metrics
   */
  metrics: z
    .strictObject({
      /**
       * The port of the metrics.
       * @default the port of `ports` with `metrics: true`, else the service's port
       */
      port: legal(z.number(), 'metrics-port-invalid', isPortNumber, (port) => ({ port })).optional(),
      /**
       * The path of the metrics.
       * @default '/metrics'
       */
      path: legal(z.string(), 'metrics-path-invalid', isProbePath, (path) => ({ path })).optional(),
    })
    .optional(),
  /**
   * The team that is responsible for the service.
   * @default none
   */
  owner: z
    .strictObject({
      /** The team's short name. */
      team: legal(
        z.string(),
        'team-invalid',
        (team) => team !== '' && isLabelValue(team),
        (team) => ({ team }),
      ),
    })
    .optional(),
  /**
   * The numeric user and group of the image's process, if they are not those of the runtime.
   * @default `node` and `nextjs` 1000:1000, `static` 101:101, `go` 65532:65532, `dotnet` 1654:1654, else 10001:10001
   */
  user: userSchema.optional(),
  /**
   * The absolute paths to which the process writes, beside `/tmp`. Each is an `emptyDir` of 256Mi; `scratch` says
   * another size. The root file system is read-only.
   * @default `/app/.next/cache` for the runtime `nextjs`, `/var/cache/nginx` for `static`, else none
   */
  writablePaths: writablePathsSchema.readonly().optional(),
  /**
   * Directories to which the process writes, with a size: each is an `emptyDir`, as those of `writablePaths`, which have 256Mi. Together they fit into the
   * limit of `ephemeral-storage`; those in memory count against the memory limit, and what a runtime sizes by that limit gets so much less.
   * @default []
   */
  scratch: scratchSchema.readonly().optional(),
  /**
   * Volumes that outlast the pods, by the path at which the container sees each. Each pod of the kind `stateful` has its own; the pods of other kinds share
   * one, which needs `access: 'ReadWriteMany'` or `singleton`. Another path is another claim, which is empty. The API server refuses each change of the
   * volumes of a live StatefulSet, their number and paths included: delete it with `--cascade=orphan`, and apply.
   * @default {}
   */
  volumes: volumesSchema.readonly().optional(),
  /**
   * The order in which the pods of the kind `stateful` start and stop. `ordered`: one by one, each once the one before is ready. `parallel`: all at once, for
   * programs whose pods become ready together. The API server refuses to change it in a live StatefulSet: delete that with `--cascade=orphan`, and apply.
   * @default 'ordered'
   */
  podManagement: podManagementSchema.optional(),
  /**
   * Jobs of the service beside its migration: `seed`, `before` and `after`.
   * @default {}
   */
  hooks: hooksSchema.readonly().optional(),
  /**
   * Containers that run beside that of the service, by name. They start before it and stop after it, one after the other in the order of their names, and keep no
   * cron job from its end. Kubernetes 1.29 and newer.
   * @default {}
   * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
   */
  sidecars: sidecarsSchema.readonly().optional(),
  /**
   * Containers that run to their end before that of the service starts, by name: one after the other in the order of their names, when the sidecars run and the
   * database is there.
   * @default {}
   */
  init: initSchema.readonly().optional(),
  ...messageFields,
  ...cronFields,
  /**
   * Changes of the objects of this service that no field can say, applied last.
   * @default []
   */
  patches: z.array(patchSchema).readonly().optional(),
  ...placementFields,
  ...sharedServiceFields,
});

/** A service registry: every service by its key. */
export const serviceRegistrySchema = inspected(z.record(z.string(), serviceDefinitionSchema), (services, report) => {
  for (const [service, { hostname }] of Object.entries(services)) {
    if (service === '' || !isLabelValue(service)) report('service-key-invalid', { service }, { path: [service], key: true });
    // The key is the hostname of an entry that sets none.
    if (hostname === undefined && !isDns1035Label(service)) report('hostname-invalid', illegalHostname(service), { path: [service] });
  }
});

function illegalHostname(hostname: string): IllegalValues['hostname-invalid'] {
  const label = hostname
    .slice(0, 200)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return { hostname, suggestion: isDns1035Label(label) ? label : undefined };
}

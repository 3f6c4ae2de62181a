import * as z from 'zod';
import { isDnsLabel, isDnsSubdomain } from '../../formats';
import { allowanceSchema } from './allowance';
import { autoscalingSchema } from './autoscaling';
import { backingOverlayFields } from './backing';
import { capabilitiesSchema } from './capabilities';
import { deliverySchema } from './delivery';
import { developmentToolsSchema } from './development-tools';
import { filesSchema } from './files';
import { externalsSchema } from './externals';
import { gatewaySchema } from './gateway';
import { ingressSchema } from './ingress';
import { inspected, legal } from './legal';
import { migrationSchema } from './migration';
import { observabilitySchema } from './observability';
import { networkSchema } from './network';
import { patchSchema } from './patch';
import { placementFields } from './placement';
import { previewSchema } from './preview';
import { quotaSchema } from './quota';
import { resourcesSchema } from './resources';
import { routingSchema } from './routing';
import { secretProviderSchema } from './secret-provider';
import { variablesSchema } from './texts';
import { volumeChangesSchema } from './volumes';
import { imageDigestSchema, imageTagSchema, kubernetesVersionSchema, priorityClassNameSchema, replicasSchema } from './values';

/** The build of an image that an environment runs. */
const imagePinSchema = z.strictObject({
  /**
   * The image's tag.
   * @default the tag of the environment
   */
  tag: imageTagSchema.optional(),
  /**
   * The image's digest, `sha256:` and 64 hexadecimal digits.
   * @default none
   */
  digest: imageDigestSchema.optional(),
});

/** The names of Secrets, each once. */
const pullSecretsSchema = inspected(z.array(z.string()), (names, report) => {
  const seen = new Set<string>();
  for (const [index, name] of names.entries()) {
    const repeated = seen.has(name);
    if (repeated || !isDnsSubdomain(name)) report('image-pull-secret-invalid', { name, repeated }, { path: [index] });
    seen.add(name);
  }
});

const namespaceNameSchema = legal(z.string(), 'namespace-invalid', isDnsLabel, (namespace) => ({ namespace }));

/** The namespace: its name, or whose it is. */
const namespaceSchema = z.union([
  namespaceNameSchema,
  z.strictObject({
    /**
     * The name of the namespace.
     * @default the product's name
     */
    name: namespaceNameSchema.optional(),
    /**
     * Whether the tree has the Namespace. Without it the namespace has to be there, and who owns it decides on its labels, among them those of Pod Security.
     * @default true
     */
    create: z.boolean().optional(),
  }),
]);

/** An environment's overlay: the settings that may differ between the environments of a product. */
export const environmentOverlaySchema = z.strictObject({
  /**
   * Whether the environment is for development: allows development Secrets and turns end-of-life findings into warnings.
   * @default false
   */
  development: z.boolean().optional(),
  /**
   * What makes the environment a preview, of which there is one for each pull request: `cadastre synth -e <name> --param number=N` writes its tree to `<name>-N`.
   * @default none: there is one environment of this name
   */
  preview: previewSchema.optional(),
  /**
   * The namespace: its name, or whose it is.
   * @default the product's name
   */
  namespace: namespaceSchema.optional(),
  /**
   * The way of the manifests to the cluster: `kubectl`, `argocd`, or `argocd` with the settings of the objects that Argo CD needs, which are written too. It decides the names and the
   * order of Jobs.
   */
  delivery: deliverySchema,
  /**
   * The number of pods of each service. It does not apply to singletons, to services with autoscaling and to the kind `stateful`.
   * @default 1 in development, else 2
   */
  replicas: replicasSchema.optional(),
  /**
   * The PriorityClass of the pods of all services and of their Jobs. It belongs to the cluster and must exist there.
   * @default the cluster's default
   */
  priorityClassName: priorityClassNameSchema.optional(),
  /**
   * The version of Kubernetes that the manifests are for, in quotes: `'1.30'`. What is written is held against it.
   * @default the oldest that Cadastre is tested with
   */
  kubernetes: kubernetesVersionSchema.optional(),
  /**
   * The API groups that the cluster serves beyond Kubernetes' own, each with its version, such as `monitoring.coreos.com/v1` of the Prometheus operator. Objects of a group are written
   * only where it stands here, but for those that another field asks for by its provider or controller.
   * @default []
   */
  capabilities: capabilitiesSchema.optional(),
  ...placementFields,
  /**
   * Environment variables of all services, merged over the product's defaults. What a service says itself, in its entry or in `services` here, wins. Values
   * may have references, as in the entry; one to a database, a port or routes is left out for services that have none.
   * @default {}
   */
  env: variablesSchema(z.string()).optional(),
  /**
   * Whether services run as 10001:10001 with `HOME=/tmp`, a user that no node has, unless an entry sets its `user`. Every user must be
   * able to read the files of their images.
   * @default false: the user of the runtime's image
   */
  hardenedUid: z.boolean().optional(),
  /**
   * The ResourceQuota of the namespace: bounds for all pods together. A rule checks the platform against it.
   * @default none
   */
  quota: quotaSchema.optional(),
  /**
   * Whether foreign containers in the namespace that set no resources get those of a service, by a LimitRange.
   * @default false
   */
  limitRange: z.boolean().optional(),
  /**
   * Settings for linters.
   * @default {}
   */
  lint: z
    .strictObject({
      /**
       * Whether objects carry annotations that switch off rules of linters that contradict a decision.
       * @default false
       */
      annotations: z.boolean().optional(),
    })
    .optional(),
  /** The builds that run. */
  images: z.strictObject({
    /**
     * The tag of every service that sets no tag of its own.
     * @default none: every service has to set one
     */
    tag: imageTagSchema.optional(),
    /**
     * The pull policy: when the kubelet asks the image registry.
     * @default 'IfNotPresent' in development, else 'Always'; of a `clientImage` with a digest 'IfNotPresent' everywhere
     */
    pullPolicy: z.enum(['IfNotPresent', 'Always']).optional(),
    /**
     * Secrets of type `kubernetes.io/dockerconfigjson` with which the kubelet logs in to image registries.
     * @default []
     */
    pullSecrets: pullSecretsSchema.optional(),
    /**
     * Whether every image must have a digest, so that the image registry cannot return another build: those of services and containers beside them, of
     * servers in the cluster, of the PostgreSQL client and of tools.
     * @default false
     */
    requireDigest: z.boolean().optional(),
    /**
     * Tags and digests of single services, by registry key. Values that CI changes belong to `environments/<name>.images.yaml` beside this file.
     * @default {}
     */
    services: z.record(z.string(), imagePinSchema).optional(),
  }),
  /** The source of Secret data. */
  secrets: secretProviderSchema,
  /**
   * Whether Deployments name the Secrets of their pods in an annotation, so that the controller Reloader restarts the pods after a change of one.
   * @default false
   * @see https://github.com/stakater/Reloader
   */
  reloader: z.boolean().optional(),
  ...backingOverlayFields,
  /**
   * The endpoints that services call beside the services of products, PostgreSQL, Redis and RabbitMQ, by name, such as `mongo`. Services whose entries name it get its variables:
   * `MONGO_HOST`, `MONGO_PORT`, and one for each key of its Secret, such as `MONGO_PASSWORD`.
   * @default {}
   */
  externals: externalsSchema.optional(),
  /**
   * The way in from outside the cluster, as one Ingress at one host. It, or `routing`, is required if a service has routes.
   * @default none
   */
  ingress: ingressSchema.optional(),
  /**
   * The way in from outside the cluster, in place of `ingress`: several hosts, an object for each service, and what the controller can do beside it.
   * @default none
   */
  routing: routingSchema.optional(),
  /**
   * What the edge does for the routes in this environment, over `gateway` of the product manifest. What a route says itself wins.
   * @default {}
   */
  gateway: gatewaySchema.optional(),
  /**
   * What watches the platform in this environment, over `observability` of the product manifest, field by field.
   * @default {}
   */
  observability: observabilitySchema.optional(),
  /**
   * What may talk to what: which NetworkPolicies there are, and what the cluster has that they name.
   * @default { policies: 'full' }
   */
  network: networkSchema.optional(),
  /**
   * Development tools: `pgadmin`, `prisma-studio`. Only an environment with `development: true` may have them.
   * @default []
   */
  tools: developmentToolsSchema.optional(),
  /**
   * Changes of objects that no field can say, applied last.
   * @default []
   */
  patches: z.array(patchSchema).optional(),
  /**
   * Findings that are accepted on purpose in this environment.
   * @default []
   */
  allow: z.array(allowanceSchema).optional(),
  /**
   * Settings of single services, by registry key.
   * @default {}
   */
  services: z
    .record(
      z.string(),
      z.strictObject({
        /**
         * The number of pods. It replaces the entry's `autoscaling`.
         * @default the number of the environment
         */
        replicas: replicasSchema.optional(),
        /**
         * The bounds of the autoscaler, merged over those of the entry; `false` turns it off.
         * @default the entry's; off in an environment marked `development: true`
         */
        autoscaling: z.union([autoscalingSchema, z.literal(false)]).optional(),
        /**
         * Whether no run of the cron job is started.
         * @default the entry's
         */
        suspend: z.boolean().optional(),
        /**
         * The PriorityClass of the service's pods.
         * @default the environment's
         */
        priorityClassName: priorityClassNameSchema.optional(),
        /**
         * The resources that the container requests, and their limits.
         * @default the entry's
         */
        resources: resourcesSchema.optional(),
        /**
         * The migration of the database schema to its newest version.
         * @default the entry's
         */
        migration: migrationSchema.optional(),
        /**
         * The server of the database, by its name in `database.servers`.
         * @default the environment's `database.default`
         */
        databaseServer: z.string().optional(),
        /**
         * `given`: an administrator or another program has made the role and the database of this service, and it has no init Job. For servers with
         * `provider: external`.
         * @default the `provisioning` of the server
         */
        databaseProvisioning: z.literal('given').optional(),
        /**
         * Sizes and StorageClasses of the volumes, by the path that the entry has.
         * @default {}
         */
        volumes: volumeChangesSchema.optional(),
        /**
         * Environment variables, merged over those of the entry. Values may have references, as there.
         * @default {}
         */
        env: variablesSchema(z.string()).optional(),
        /**
         * Files in the service's container, by absolute path, laid over those of the entry; `false` takes one away.
         * @default {}
         */
        files: filesSchema.optional(),
        ...placementFields,
      }),
    )
    .optional(),
});

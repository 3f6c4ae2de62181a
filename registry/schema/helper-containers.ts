import * as z from 'zod';
import { isDnsLabel } from '../../formats';
import { healthSchema } from './health';
import { inspected } from './legal';
import { portsSchema } from './ports';
import { resourcesSchema } from './resources';
import { secretReferenceSchema } from './secret-reference';
import { argumentsSchema, variablesSchema } from './texts';
import { userSchema } from './user';
import { writablePathsSchema } from './writable-paths';

/** The fields that sidecars and init containers have in common. */
const helperFields = {
  /** The image, with a tag or a digest: `otel/opentelemetry-collector:0.140.0`. It is pinned here: no image lock and no tag of the environment names it. */
  image: z.string(),
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
   * Plain environment variables, with references to the same things as those of the service: `${self.port}`. The variables of the service are not given to the container.
   * @default {}
   */
  env: variablesSchema(z.string()).readonly().optional(),
  /**
   * Environment variables whose values are in Secrets.
   * @default {}
   */
  secrets: variablesSchema(secretReferenceSchema).readonly().optional(),
  /**
   * The resources that the container requests, and their limits.
   * @default requests of 10m CPU, 32Mi memory and 16Mi scratch space, limits of 500m, 128Mi and 64Mi, with another 256Mi of scratch space for each of
   * its `writablePaths`
   */
  resources: resourcesSchema.optional(),
  /**
   * The numeric user and group of the process, if they are not those of the service.
   * @default those of the service
   */
  user: userSchema.optional(),
  /**
   * The paths of the service that this container sees too, at the same path: of its `files`, `secretFiles`, `writablePaths` and `volumes`. What one container writes there the
   * other reads.
   * @default []
   */
  mounts: z.array(z.string()).readonly().optional(),
  /**
   * The absolute paths to which this container alone writes, beside a `/tmp` of its own. Each is an `emptyDir`.
   * @default []
   */
  writablePaths: writablePathsSchema.readonly().optional(),
} as const;

/** The longest name of such a container: the names of its volumes are longer. */
const longestName = 50;

/** Holds the names of containers to what Kubernetes takes. */
function named<S extends z.ZodType>(schema: S): z.ZodRecord<z.ZodString, S> {
  return inspected(z.record(z.string(), schema), (containers, report) => {
    for (const name of Object.keys(containers))
      if (!isDnsLabel(name) || name.length > longestName) report('container-name-invalid', { name }, { path: [name], key: true });
  });
}

/** Containers that run beside that of a service, by name. */
export const sidecarsSchema = named(
  z.strictObject({
    ...helperFields,
    /**
     * The ports on which the container is called by others, by name: they are ports of the Kubernetes Service, beside those of the service. What only the
     * service itself calls, at `localhost`, needs no entry.
     * @default {}
     */
    ports: portsSchema.readonly().optional(),
    /**
     * The health probes, which ask the container's own ports. What follows waits until a container with `startup` or `ready` has answered once.
     * @default no probes
     */
    health: healthSchema.optional(),
  }),
);

/** Containers that run to their end before that of a service starts, by name. */
export const initSchema = named(z.strictObject(helperFields));

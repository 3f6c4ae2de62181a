import * as z from 'zod';

const quantity = z.union([z.string(), z.number()]);

/**
 * Amounts of one kind, as Kubernetes quantities.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
const amounts = {
  /**
   * CPU cores, such as `100m` (a tenth of a core) or `1`.
   * @default see `requests` and `limits`
   */
  cpu: quantity.optional(),
  /**
   * Memory in bytes, such as `256Mi`.
   * @default see `requests` and `limits`
   */
  memory: quantity.optional(),
  /**
   * Local scratch space in bytes: the container's own layer, its logs and its `emptyDir` volumes.
   * @default see `requests` and `limits`
   */
  'ephemeral-storage': quantity.optional(),
};

/** The resources that a container requests, and their limits. */
export const resourcesSchema = z.strictObject({
  /**
   * The amounts that the scheduler reserves.
   * @default cpu `100m`, in an environment marked `development: true` `50m`; memory `256Mi`, ephemeral-storage `64Mi`
   */
  requests: z.strictObject(amounts).optional(),
  /**
   * The most that the container may use. `cpu: null` leaves the CPU limit out.
   * @default cpu `1`, memory `512Mi`, ephemeral-storage `512Mi`
   */
  limits: z
    .strictObject({
      ...amounts,
      /**
       * CPU cores, such as `1`; `null` for no limit.
       * @default '1'
       */
      cpu: quantity.nullable().optional(),
    })
    .optional(),
});

import * as z from 'zod';

/** Where an environment variable's secret value is kept: a key of a Kubernetes Secret, never the value itself. */
export const secretReferenceSchema = z.strictObject({
  /** The Secret's name in the product's namespace. */
  secret: z.string(),
  /** The key in the Secret. */
  key: z.string(),
  /**
   * Whether the service also starts without it.
   * @default false
   */
  optional: z.boolean().optional(),
});

import * as z from 'zod';
import { isDataKey } from '../../formats';
import { legal } from './legal';
import { secretNameSchema } from './values';

/** The place of an environment variable's secret value: a key of a Kubernetes Secret, never the value itself. */
export const secretReferenceSchema = z.strictObject({
  /** The Secret's name in the product's namespace. */
  secret: secretNameSchema,
  /** The key in the Secret. */
  key: legal(z.string(), 'secret-reference-invalid', isDataKey, (name) => ({ what: 'a key of a Secret', name })),
  /**
   * Whether the service also starts without it.
   * @default false
   */
  optional: z.boolean().optional(),
  /**
   * Whether a random value is right, as for a key that signs sessions. With `false` a third party decides the value, as for the API key of a service on the
   * internet, and neither Cadastre nor an operator makes one up outside development.
   * @default true, and false with `optional: true`
   */
  generate: z.boolean().optional(),
});

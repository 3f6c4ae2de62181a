import * as z from 'zod';

/** The endpoints outside the platform that a service calls. */
export const egressSchema = z.array(
  z.strictObject({
    /** The DNS name of the endpoint, such as `api.stripe.com`. */
    host: z.string(),
    /**
     * Its port.
     * @default 443
     */
    port: z.number().optional(),
  }),
);

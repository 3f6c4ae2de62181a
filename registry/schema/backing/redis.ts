import * as z from 'zod';
import { secretNameSchema } from '../values';
import { externalFields, externalPortSchema, inClusterFields } from './server-fields';

/** The Redis of an environment. */
const redisSchema = z.discriminatedUnion('provider', [
  z.strictObject({
    ...inClusterFields,
    /**
     * The image, with its tag.
     * @default 'redis:7.4-alpine'
     */
    image: z.string().optional(),
    /**
     * The Secret with its `password`.
     * @default 'redis-auth'
     */
    secret: secretNameSchema.optional(),
  }),
  z.strictObject({
    ...externalFields,
    /**
     * Its port.
     * @default 6379
     */
    port: externalPortSchema.optional(),
    /**
     * Whether clients connect with TLS (`rediss://`).
     * @default false
     */
    tls: z.boolean().optional(),
    /**
     * The Secret with its `password`.
     * @default 'redis-auth'
     */
    secret: secretNameSchema.optional(),
  }),
]);

/** The field of an overlay that declares the Redis. */
export const redisOverlayFields = {
  /**
   * The Redis server. Required if a service sets `needsRedis`.
   * @default none
   */
  redis: redisSchema.optional(),
};

/** The field of an entry that asks for it. */
export const redisEntryFields = {
  /**
   * Whether the service gets `REDIS_URL`, and the platform a Redis.
   * @default false
   */
  needsRedis: z.boolean().optional(),
};

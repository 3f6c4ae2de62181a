import * as z from 'zod';
import { legal } from '../legal';
import { secretNameSchema } from '../values';
import { redisSettings } from './redis-settings';
import { externalFields, externalPortSchema, inClusterFields } from './server-fields';
import { settingsSchema } from './settings';

/** How clients log in. */
const loginFields = {
  /**
   * How clients log in. `none`: they do not, as for a managed Redis that only its network protects; there is no Secret. `password`: by the password of the
   * user `default`. `acl`: as `username`, with its password.
   * @default 'password'
   * @see https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/
   */
  auth: z.enum(['none', 'password', 'acl']).optional(),
  /**
   * The user that clients log in as with `auth: acl`. In the cluster the server has this user and no other.
   * @default the product's name
   */
  username: legal(
    z.string(),
    'redis-username-invalid',
    (username) => username !== 'default' && /^[A-Za-z0-9._-]{1,64}$/.test(username),
    (username) => ({ username }),
  ).optional(),
  /**
   * The Secret with the `password`.
   * @default 'redis-auth'
   */
  secret: secretNameSchema.optional(),
};

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
     * Settings of the server by its own names, such as `maxmemory-policy: allkeys-lru` or `notify-keyspace-events: Ex`; the guide on servers in the cluster lists them.
     * @default those of the image, and `maxmemory-policy: noeviction`
     */
    settings: settingsSchema(redisSettings).optional(),
    ...loginFields,
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
    ...loginFields,
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

import * as z from 'zod';
import { legal } from '../legal';
import { secretNameSchema } from '../values';
import { externalFields, externalPortSchema, inClusterFields } from './server-fields';

/** A virtual host that comes through a URL as it is, or RabbitMQ's own `/`. */
const vhostSchema = legal(
  z.string(),
  'vhost-invalid',
  (vhost) => vhost === '/' || /^[A-Za-z0-9._-]{1,255}$/.test(vhost),
  (vhost) => ({ vhost }),
);

/** The RabbitMQ of an environment. */
const rabbitmqSchema = z.discriminatedUnion('provider', [
  z.strictObject({
    ...inClusterFields,
    /**
     * The image, with its tag.
     * @default 'rabbitmq:4.3-management-alpine'
     */
    image: z.string().optional(),
    /**
     * The virtual host.
     * @default the product's name
     */
    vhost: vhostSchema.optional(),
    /**
     * The Secret with its `username` and `password`.
     * @default 'rabbitmq-auth'
     */
    secret: secretNameSchema.optional(),
  }),
  z.strictObject({
    ...externalFields,
    /**
     * Its AMQP port.
     * @default 5672, or 5671 with TLS
     */
    port: externalPortSchema.optional(),
    /**
     * Whether clients connect with TLS (`amqps://`).
     * @default false
     */
    tls: z.boolean().optional(),
    /**
     * The virtual host.
     * @default the product's name
     */
    vhost: vhostSchema.optional(),
    /**
     * The Secret with its `username` and `password`.
     * @default 'rabbitmq-auth'
     */
    secret: secretNameSchema.optional(),
  }),
]);

/** The field of an overlay that declares the RabbitMQ. */
export const rabbitmqOverlayFields = {
  /**
   * The RabbitMQ server. Required if a service sets `needsRabbitmq`.
   * @default none
   */
  rabbitmq: rabbitmqSchema.optional(),
};

/** The field of an entry that asks for it. */
export const rabbitmqEntryFields = {
  /**
   * Whether the service gets `RABBITMQ_URL`, and the platform a RabbitMQ.
   * @default false
   */
  needsRabbitmq: z.boolean().optional(),
};

import * as z from 'zod';
import { externalFields, inClusterFields } from './server-fields';

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
    vhost: z.string().optional(),
    /**
     * The Secret with its `username` and `password`.
     * @default 'rabbitmq-auth'
     */
    secret: z.string().optional(),
  }),
  z.strictObject({
    ...externalFields,
    /**
     * Its AMQP port.
     * @default 5672, or 5671 with TLS
     */
    port: z.number().optional(),
    /**
     * Whether clients connect with TLS (`amqps://`).
     * @default false
     */
    tls: z.boolean().optional(),
    /**
     * The virtual host.
     * @default the product's name
     */
    vhost: z.string().optional(),
    /**
     * The Secret with its `username` and `password`.
     * @default 'rabbitmq-auth'
     */
    secret: z.string().optional(),
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

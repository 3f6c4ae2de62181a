import * as z from 'zod';
import { legal } from '../legal';
import { secretNameSchema } from '../values';
import { rabbitmqSettings } from './rabbitmq-settings';
import { externalFields, externalPortSchema, inClusterFields } from './server-fields';
import { settingsSchema } from './settings';

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
     * Settings of the server by its own names, such as `consumer_timeout: 7200000` or `deprecated_features.permit.global_qos: true` for an older Celery on 4.3; the guide on
     * servers in the cluster lists them.
     * @default those of the image
     */
    settings: settingsSchema(rabbitmqSettings).optional(),
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

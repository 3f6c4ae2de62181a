import { toVariableName, urlPart } from '../../../formats';
import { queueName } from '../../blueprint/topology';
import type { FlaggedKind } from '../backing-kind';
import { literal, secret, template } from '../variables';
import { rabbitmqServer } from './server';

/** RabbitMQ, with one user and one virtual host for the whole product. */
export const rabbitmq: FlaggedKind<'rabbitmq'> = {
  kind: 'rabbitmq',
  label: 'RabbitMQ',
  component: 'broker',
  flag: 'needsRabbitmq',
  defaults: {
    image: 'rabbitmq:4.3-management-alpine',
    port: 5672,
    resources: {
      requests: { cpu: '100m', 'ephemeral-storage': '64Mi', memory: '256Mi' },
      limits: { cpu: '2', 'ephemeral-storage': '512Mi', memory: '1Gi' },
    },
    users: { alpine: { uid: 100, gid: 101 }, debian: { uid: 999, gid: 999 } },
  },
  tlsPort: 5671,
  settings: (product) => ({ secret: 'rabbitmq-auth', vhost: product }),
  username: 'app',
  variablePrefix: 'RABBITMQ_',
  variables: (server, origin) => {
    const scheme = server.tls ? 'amqps' : 'amqp';
    const vhost = urlPart(server.vhost);
    return [
      secret('RABBITMQ_USER', server.secret, 'username', origin),
      secret('RABBITMQ_PASSWORD', server.secret, 'password', origin),
      template('RABBITMQ_URL', `${scheme}://$(RABBITMQ_USER):$(RABBITMQ_PASSWORD)@${server.host}:${server.port}/${vhost}`, origin),
    ];
  },
  queueVariables: (consumes, origin) =>
    consumes.flatMap((consumption) => {
      const name = toVariableName(consumption.topic);
      return [
        literal(`RABBITMQ_QUEUE_${name}`, queueName(consumption), origin),
        ...(consumption.concurrency === undefined ? [] : [literal(`RABBITMQ_PREFETCH_${name}`, String(consumption.concurrency), origin)]),
      ];
    }),
  schemes: { amqp: 5672, amqps: 5671 },
  /** @see https://www.rabbitmq.com/release-information */
  endOfLife: {
    successor: '`rabbitmq:4.3-management-alpine`; an upgrade from 3.13 goes by way of 4.2',
    ends: [
      ['3', '2024-09-17'],
      ['4.0', '2025-04-15'],
      ['4.1', '2026-01-30'],
      ['4.2', '2026-07-31'],
    ],
  },
  server: rabbitmqServer,
};

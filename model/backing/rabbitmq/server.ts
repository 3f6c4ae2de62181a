import { literalVariable, scratchVolume, secretVariable } from '../../blueprint';
import type { ServiceOfKind } from '../../platform';
import { type ServerDesign, serverPort } from '../server-design';

/** Where the image's Prometheus plugin answers. */
const metricsPort = 15692;

/** The image's own health command starts a whole Erlang machine each time; and a broker that is slow must not be killed. */
const isReady = { tcp: 'amqp' };

/** The RabbitMQ of a development environment, with the product's virtual host. */
export function rabbitmqServer(rabbitmq: ServiceOfKind<'rabbitmq'>): ServerDesign {
  return {
    ports: [serverPort('amqp', rabbitmq.port), serverPort('management', 15672), serverPort('prometheus', metricsPort)],
    dataPath: '/var/lib/rabbitmq',
    metrics: { port: metricsPort, path: '/metrics' },
    variables: [
      secretVariable('RABBITMQ_DEFAULT_USER', rabbitmq.secret, 'username'),
      secretVariable('RABBITMQ_DEFAULT_PASS', rabbitmq.secret, 'password'),
      literalVariable('RABBITMQ_DEFAULT_VHOST', rabbitmq.vhost),
    ],
    probes: {
      startup: { check: isReady, periodSeconds: 5, timeoutSeconds: 3, failures: 60 },
      ready: { check: isReady, periodSeconds: 10, timeoutSeconds: 3, failures: 3 },
      live: undefined,
    },
    // The broker keeps a log of upgrades in a file, whatever its other logs go to.
    scratch: [scratchVolume('log', '/var/log/rabbitmq', '64Mi')],
    rereadsSecret: false,
    stopSeconds: 120,
  };
}

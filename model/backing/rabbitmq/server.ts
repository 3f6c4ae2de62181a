import { literalVariable, scratchVolume, secretVariable } from '../../blueprint';
import type { ServiceOfKind } from '../../platform';
import { memoryShare } from '../memory-share';
import { type ServerDesign, serverPort } from '../server-design';

/** Where the image's Prometheus plugin answers. */
const metricsPort = 15692;

/** Where the image's management plugin answers. */
export const managementPort = 15672;

/** The image's own health command starts a whole Erlang machine each time. */
const isReady = { tcp: 'amqp' };

/**
 * The share of the memory limit above which publishers are held up, as RabbitMQ has it of the memory that it sees: what it does not tell a container's limit from.
 * @see https://www.rabbitmq.com/docs/memory
 */
const watermark = 0.6;

/** Read after the files of the image, which stay. */
const configPath = '/etc/rabbitmq/conf.d/90-cadastre.conf';

/** The settings of the server, a line each. */
function configText({ inCluster }: ServiceOfKind<'rabbitmq'>): string {
  const share = inCluster && memoryShare(inCluster, watermark);
  const settings = { ...(share !== undefined && { 'vm_memory_high_watermark.absolute': `${share}MiB` }), ...inCluster?.settings };
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('');
}

/** The RabbitMQ of a development environment, with the product's virtual host. */
export function rabbitmqServer(rabbitmq: ServiceOfKind<'rabbitmq'>): ServerDesign {
  return {
    ports: [serverPort('amqp', rabbitmq.port), serverPort('management', managementPort), serverPort('prometheus', metricsPort)],
    dataPath: '/var/lib/rabbitmq',
    config: { path: configPath, text: configText(rabbitmq) },
    metrics: { port: metricsPort, path: '/metrics' },
    variables: [
      secretVariable('RABBITMQ_DEFAULT_USER', rabbitmq.secret, 'username'),
      secretVariable('RABBITMQ_DEFAULT_PASS', rabbitmq.secret, 'password'),
      literalVariable('RABBITMQ_DEFAULT_VHOST', rabbitmq.vhost),
    ],
    probes: {
      // The broker has its port once it has read all queues. Nothing tells from outside whether it is slow or stuck, and one that is slow must not be killed.
      startup: undefined,
      ready: { check: isReady, periodSeconds: 10, timeoutSeconds: 3, failures: 3 },
      live: undefined,
    },
    // The broker keeps a log of upgrades in a file, whatever its other logs go to.
    scratch: [scratchVolume('log', '/var/log/rabbitmq', '64Mi')],
    rereadsSecret: false,
    stopSeconds: 120,
  };
}

import { Construct } from 'constructs';
import { escapeReferences } from '../../formats';
import type { InCluster, Platform, Rabbitmq } from '../../model/platform';
import { secretVariable } from '../service/environment';
import { scratchVolume } from '../service/volumes';
import { BackingServer } from './backing-server';

/** What the in-cluster RabbitMQ is made from. */
export interface RabbitmqServerProps {
  readonly platform: Platform;
  readonly rabbitmq: Rabbitmq;
  readonly server: InCluster;
}

/** The RabbitMQ of a development environment, with the product's virtual host. */
export class RabbitmqServer extends Construct {
  constructor(scope: Construct, id: string, { platform, rabbitmq, server }: RabbitmqServerProps) {
    super(scope, id);
    const credentials = { name: rabbitmq.secret, optional: false };
    // The image's own health command starts a whole Erlang machine each time; and a broker that is slow must not be killed.
    const ready = { tcpSocket: { port: 'amqp' } };
    new BackingServer(this, 'server', {
      platform,
      name: rabbitmq.host,
      component: 'broker',
      server,
      ports: [
        { name: 'amqp', port: rabbitmq.port },
        { name: 'management', port: 15672 },
        { name: 'prometheus', port: 15692 },
      ],
      dataPath: '/var/lib/rabbitmq',
      container: {
        env: [
          secretVariable('RABBITMQ_DEFAULT_USER', { ...credentials, key: 'username' }),
          secretVariable('RABBITMQ_DEFAULT_PASS', { ...credentials, key: 'password' }),
          { name: 'RABBITMQ_DEFAULT_VHOST', value: escapeReferences(rabbitmq.vhost) },
        ],
        startupProbe: { ...ready, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 60 },
        readinessProbe: { ...ready, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
      },
      // The broker keeps a log of upgrades in a file, whatever its other logs go to.
      scratch: [scratchVolume('log', '/var/log/rabbitmq', '64Mi')],
      terminationGracePeriodSeconds: 120,
    });
  }
}

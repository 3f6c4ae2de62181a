import { Construct } from 'constructs';
import type { InCluster, Platform, Redis } from '../../model/platform';
import { secretVariable } from '../service/environment';
import { BackingServer } from './backing-server';

/** What the in-cluster Redis is made from. */
export interface RedisServerProps {
  readonly platform: Platform;
  readonly redis: Redis;
  readonly server: InCluster;
}

// The password goes through a file of the pod's own: the arguments of a process can be read by others.
const startScript = `umask 077
printf 'requirepass %s\\n' "$REDIS_PASSWORD" > /tmp/redis.conf
exec redis-server /tmp/redis.conf --dir /data --appendonly yes`;

/** The Redis of a development environment, with a password and an append-only file. */
export class RedisServer extends Construct {
  constructor(scope: Construct, id: string, { platform, redis, server }: RedisServerProps) {
    super(scope, id);
    const password = { name: redis.secret, key: 'password', optional: false };
    // redis-cli ends well whatever the answer is, so the answer itself is looked at.
    const ready = { exec: { command: ['/bin/sh', '-c', 'redis-cli ping | grep -q PONG'] } };
    new BackingServer(this, 'server', {
      platform,
      name: redis.host,
      component: 'cache',
      server,
      ports: [{ name: 'redis', port: redis.port }],
      dataPath: '/data',
      container: {
        command: ['/bin/sh', '-ec', startScript],
        env: [secretVariable('REDIS_PASSWORD', password), secretVariable('REDISCLI_AUTH', password)],
        startupProbe: { ...ready, periodSeconds: 2, timeoutSeconds: 3, failureThreshold: 60 },
        readinessProbe: { ...ready, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
        livenessProbe: { tcpSocket: { port: 'redis' }, periodSeconds: 20, timeoutSeconds: 3, failureThreshold: 6 },
      },
      // Its clients are restarted, too, and would log in with a password that it does not have yet.
      reloadedSecrets: [redis.secret],
      terminationGracePeriodSeconds: 30,
    });
  }
}

import { secretVariable } from '../../blueprint';
import type { ServiceOfKind } from '../../platform';
import { type ServerDesign, serverPort } from '../server-design';

// The password goes through a file of the pod's own: the arguments of a process can be read by others.
const startScript = `umask 077
printf 'requirepass %s\\n' "$REDIS_PASSWORD" > /tmp/redis.conf
exec redis-server /tmp/redis.conf --dir /data --appendonly yes`;

/** redis-cli ends well whatever the answer is, so the answer itself is looked at. */
const isReady = { exec: ['/bin/sh', '-c', 'redis-cli ping | grep -q PONG'] };

/** The Redis of a development environment, with a password and an append-only file. */
export function redisServer(redis: ServiceOfKind<'redis'>): ServerDesign {
  return {
    ports: [serverPort('redis', redis.port)],
    dataPath: '/data',
    command: ['/bin/sh', '-ec', startScript],
    variables: [secretVariable('REDIS_PASSWORD', redis.secret, 'password'), secretVariable('REDISCLI_AUTH', redis.secret, 'password')],
    probes: {
      startup: { check: isReady, periodSeconds: 2, timeoutSeconds: 3, failures: 60 },
      ready: { check: isReady, periodSeconds: 10, timeoutSeconds: 3, failures: 3 },
      live: { check: { tcp: 'redis' }, periodSeconds: 20, timeoutSeconds: 3, failures: 6 },
    },
    scratch: [],
    // Its clients are restarted, too, and would log in with a password that it does not have yet.
    rereadsSecret: true,
    stopSeconds: 30,
  };
}

import { literalVariable, secretVariable, type Variable } from '../../blueprint';
import type { ServiceOfKind } from '../../platform';
import { type ServerDesign, serverPort } from '../server-design';

// The password goes through a file of the pod's own: the arguments of a process can be read by others.
const startWithPassword = `umask 077
printf 'requirepass %s\\n' "$REDIS_PASSWORD" > /tmp/redis.conf
exec redis-server /tmp/redis.conf --dir /data --appendonly yes`;

// A hash of the password has no character that means something to the file.
const startWithUser = `umask 077
hash=$(printf '%s' "$REDIS_PASSWORD" | sha256sum)
printf 'user default off\\nuser %s on #%s ~* &* +@all\\n' "$REDIS_USERNAME" "\${hash%% *}" > /tmp/redis.conf
exec redis-server /tmp/redis.conf --dir /data --appendonly yes`;

/** Without a password some images answer callers of their own pod alone, unless told otherwise. */
const startOpen = ['redis-server', '--protected-mode', 'no', '--dir', '/data', '--appendonly', 'yes'];

/** The command that asks for an answer. redis-cli ends well whatever the answer is, so the answer itself is looked at. */
const askedBy = (client: string): { readonly exec: readonly string[] } => ({ exec: ['/bin/sh', '-c', `${client} ping | grep -q PONG`] });

/** The parts of the server that its way of logging in decides. */
function loginDesign({ auth, secret, username }: ServiceOfKind<'redis'>): {
  readonly command: readonly string[];
  readonly variables: readonly Variable[];
  readonly isReady: { readonly exec: readonly string[] };
} {
  const passwords = [secretVariable('REDIS_PASSWORD', secret, 'password'), secretVariable('REDISCLI_AUTH', secret, 'password')];
  switch (auth) {
    case 'none':
      return { command: startOpen, variables: [], isReady: askedBy('redis-cli') };
    case 'password':
      return { command: ['/bin/sh', '-ec', startWithPassword], variables: passwords, isReady: askedBy('redis-cli') };
    case 'acl':
      return {
        command: ['/bin/sh', '-ec', startWithUser],
        variables: [literalVariable('REDIS_USERNAME', username), ...passwords],
        isReady: askedBy('redis-cli --user "$REDIS_USERNAME"'),
      };
  }
}

/** The Redis of a development environment, with an append-only file. */
export function redisServer(redis: ServiceOfKind<'redis'>): ServerDesign {
  const { command, variables, isReady } = loginDesign(redis);
  return {
    ports: [serverPort('redis', redis.port)],
    dataPath: '/data',
    command,
    variables,
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

import { literalVariable, secretVariable, type Variable } from '../../blueprint';
import type { ServiceOfKind } from '../../platform';
import { memoryShare } from '../memory-share';
import { type ServerDesign, serverPort } from '../server-design';

/**
 * The user that clients log in as, in a file of the pod's own: the arguments of a process can be read by others. A hash of the password has no character that
 * means something to the file, whatever the password has.
 */
const startWithUser = `umask 077
: "\${REDIS_PASSWORD:?its password is empty}"
hash=$(printf '%s' "$REDIS_PASSWORD" | sha256sum)
rule="on #\${hash%% *} ~* &* +@all"
if [ -n "\${REDIS_USERNAME-}" ]; then
  printf 'user default off\\nuser %s %s\\n' "$REDIS_USERNAME" "$rule" > /tmp/redis.conf
else
  printf 'user default %s\\n' "$rule" > /tmp/redis.conf
fi
exec "$0" /tmp/redis.conf "$@"`;

/** The server has its port from its start. It answers `LOADING` while it reads its file, which takes as long as it takes. */
const isListening = { tcp: 'redis' };

/** Without a password some images answer callers of their own pod alone, unless told otherwise. */
const startOpen = ['redis-server', '--protected-mode', 'no'];

/** The command that asks for an answer. redis-cli ends well whatever the answer is, so the answer itself is looked at. */
const askedBy = (client: string): { readonly exec: readonly string[] } => ({ exec: ['/bin/sh', '-c', `${client} ping | grep -q PONG`] });

/** The parts of the server that its way of logging in decides. */
function loginDesign({ auth, secret, username }: ServiceOfKind<'redis'>): {
  readonly command: readonly string[];
  readonly variables: readonly Variable[];
  readonly isReady: { readonly exec: readonly string[] };
} {
  const command = ['/bin/sh', '-ec', startWithUser, 'redis-server'];
  const passwords = [secretVariable('REDIS_PASSWORD', secret, 'password'), secretVariable('REDISCLI_AUTH', secret, 'password')];
  switch (auth) {
    case 'none':
      return { command: startOpen, variables: [], isReady: askedBy('redis-cli') };
    case 'password':
      return { command, variables: passwords, isReady: askedBy('redis-cli') };
    case 'acl':
      return {
        command,
        variables: [literalVariable('REDIS_USERNAME', username), ...passwords],
        isReady: askedBy('redis-cli --user "$REDIS_USERNAME"'),
      };
  }
}

/** The share of the memory limit that data and the buffers of clients may fill: the rest is for the append-only file and its rewriting, which are not counted. */
const dataShare = 0.75;

/** The server's settings as arguments. At its limit Redis refuses writes, and does not evict what somebody may need, unless the overlay says so. */
function settingsOf({ inCluster }: ServiceOfKind<'redis'>): string[] {
  const share = inCluster && memoryShare(inCluster, dataShare);
  const settings = {
    dir: '/data',
    appendonly: 'yes',
    ...(share !== undefined && { maxmemory: `${share}mb`, 'maxmemory-policy': 'noeviction' }),
    ...inCluster?.settings,
  };
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
}

/** The Redis of a development environment, with an append-only file. */
export function redisServer(redis: ServiceOfKind<'redis'>): ServerDesign {
  const { command, variables, isReady } = loginDesign(redis);
  return {
    ports: [serverPort('redis', redis.port)],
    dataPath: '/data',
    command,
    args: settingsOf(redis),
    variables,
    probes: {
      startup: { check: isListening, periodSeconds: 2, timeoutSeconds: 3, failures: 60 },
      ready: { check: isReady, periodSeconds: 10, timeoutSeconds: 3, failures: 3 },
      live: { check: isListening, periodSeconds: 20, timeoutSeconds: 3, failures: 6 },
    },
    scratch: [],
    // Its clients are restarted, too, and would log in with a password that it does not have yet.
    rereadsSecret: true,
    stopSeconds: 30,
  };
}

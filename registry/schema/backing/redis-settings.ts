import { type KnownSettings, oneOf, text, whole } from './settings';

/**
 * The settings of a Redis in the cluster.
 * @see https://redis.io/docs/latest/operate/oss_and_stack/management/config/
 */
export const redisSettings: KnownSettings = {
  label: 'Redis',
  settable: {
    'maxmemory-policy': oneOf(
      'noeviction',
      'allkeys-lru',
      'allkeys-lfu',
      'allkeys-random',
      'volatile-lru',
      'volatile-lfu',
      'volatile-random',
      'volatile-ttl',
    ),
    'maxmemory-samples': whole(1, 64),
    appendfsync: oneOf('always', 'everysec', 'no'),
    databases: whole(1, 10_000),
    'notify-keyspace-events': text(/^[KEg$lshzxetmdnocA]{1,20}$/, 'letters of the classes of events, such as `Ex`'),
    timeout: whole(0, 2_147_483_647),
    'tcp-keepalive': whole(0, 2_147_483_647),
    'slowlog-log-slower-than': whole(-1),
    'slowlog-max-len': whole(0),
  },
  owned: {
    maxmemory: 'resources.limits.memory',
    requirepass: 'secret',
    user: 'auth',
    aclfile: 'auth',
    'master*': undefined,
    bind: undefined,
    port: undefined,
    'tls-*': undefined,
    'protected-mode': undefined,
    dir: undefined,
    dbfilename: undefined,
    appendonly: undefined,
    appendfilename: undefined,
    appenddirname: undefined,
  },
};

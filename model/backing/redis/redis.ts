import type { FlaggedKind } from '../backing-kind';
import { literal, secret, template } from '../variables';
import { redisServer } from './server';

/** Redis, with a password, with a user of its own, or with neither. */
export const redis: FlaggedKind<'redis'> = {
  kind: 'redis',
  label: 'Redis',
  component: 'cache',
  flag: 'needsRedis',
  defaults: {
    image: 'redis:7.4-alpine',
    port: 6379,
    resources: {
      requests: { cpu: '50m', 'ephemeral-storage': '64Mi', memory: '64Mi' },
      limits: { cpu: '1', 'ephemeral-storage': '256Mi', memory: '256Mi' },
    },
    users: { alpine: { uid: 999, gid: 1000 }, debian: { uid: 999, gid: 999 } },
  },
  tlsPort: 6379,
  settings: (product) => ({ secret: 'redis-auth', auth: 'password', username: product }),
  username: undefined,
  variablePrefix: 'REDIS_',
  variables: ({ auth, host, port, secret: secretName, tls, username }, origin) => {
    const login = { none: '', password: ':$(REDIS_PASSWORD)@', acl: '$(REDIS_USERNAME):$(REDIS_PASSWORD)@' }[auth];
    return [
      ...(auth === 'acl' ? [literal('REDIS_USERNAME', username, origin)] : []),
      ...(auth === 'none' ? [] : [secret('REDIS_PASSWORD', secretName, 'password', origin)]),
      template('REDIS_URL', `${tls ? 'rediss' : 'redis'}://${login}${host}:${port}`, origin),
    ];
  },
  schemes: { redis: 6379, rediss: 6379 },
  /** @see https://redis.io/docs/latest/operate/oss_and_stack/install/ */
  endOfLife: {
    successor: '`redis:7.4-alpine`',
    ends: [
      ['5', '2022-04-27'],
      ['6.0', '2022-05-31'],
      ['6.2', '2027-04-01'],
      ['7.0', '2024-07-29'],
      ['8.0', '2026-12-01'],
    ],
  },
  server: redisServer,
};

import type { FlaggedKind } from '../backing-kind';
import { secret, template } from '../variables';
import { redisServer } from './server';

/** Redis, with a password and no users. */
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
  settings: () => ({ secret: 'redis-auth' }),
  username: undefined,
  variablePrefix: 'REDIS_',
  variables: (server, origin) => {
    const scheme = server.tls ? 'rediss' : 'redis';
    return [
      secret('REDIS_PASSWORD', server.secret, 'password', origin),
      template('REDIS_URL', `${scheme}://:$(REDIS_PASSWORD)@${server.host}:${server.port}`, origin),
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

import { defineRegistry } from '../define';

/** The services of Ikpa: a NestJS API and a Next.js web application. */
export const serviceRegistry = defineRegistry({
  api: {
    hostname: 'api',
    port: 3000,
    database: 'ikpa',
    dockerfile: 'apps/api/Dockerfile',
    layer: 'domain',
    label: 'Ikpa API',
    routes: ['/api'],
    needsRedis: true,
    migration: { mode: 'job', command: ['node', 'node_modules/prisma/build/index.js', 'migrate', 'deploy'] },
    // The image adds a user of its own and leaves its primary group at nogroup.
    user: { uid: 1001, gid: 1001 },
    egress: [{ host: 'api.anthropic.com' }],
    secrets: {
      JWT_ACCESS_SECRET: { secret: 'jwt', key: 'access' },
      JWT_REFRESH_SECRET: { secret: 'jwt', key: 'refresh' },
      ANTHROPIC_API_KEY: { secret: 'anthropic', key: 'api-key', optional: true },
      SENTRY_DSN: { secret: 'sentry', key: 'dsn', optional: true },
    },
  },
  // The browser reaches the API by the same origin: what NEXT_PUBLIC_ variables say is fixed when the image is built.
  web: {
    hostname: 'web',
    port: 3001,
    dockerfile: 'apps/web/Dockerfile',
    layer: 'domain',
    label: 'Ikpa Web',
    runtime: 'nextjs',
    routes: ['/'],
    dependsOn: ['api'],
    extraEnv: { API_URL: 'http://api:3000' },
    user: { uid: 1001, gid: 1001 },
  },
});

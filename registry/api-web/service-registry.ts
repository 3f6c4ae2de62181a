import { defineRegistry } from '../define';

/** The services of the API + Web product: a FastAPI API and a Next.js web application. */
export const serviceRegistry = defineRegistry({
  api: {
    hostname: 'api',
    port: 8000,
    database: 'api_web',
    dockerfile: 'infra/docker/api.Dockerfile',
    layer: 'domain',
    label: 'API',
    runtime: 'python',
    routes: ['/api'],
    needsRedis: true,
    migration: { mode: 'job', command: ['alembic', 'upgrade', 'head'] },
    metrics: { path: '/metrics' },
    args: ['uvicorn', 'app.main:app', '--host', '0.0.0.0', '--port', '8000', '--timeout-graceful-shutdown', '20'],
  },
  // Built for production: the container of the development stack installs packages and runs `next dev`, which a read-only
  // root file system does not allow.
  web: {
    hostname: 'web',
    port: 3000,
    dockerfile: 'infra/docker/web.Dockerfile',
    layer: 'domain',
    label: 'Web',
    runtime: 'nextjs',
    routes: ['/'],
    dependsOn: ['api'],
    extraEnv: { API_BASE_URL: 'http://api:8000' },
  },
});

import type { Service } from '../../model';
import { developmentOverlay, plainService, platformOf } from '../support/platform';

function serviceOf(entry: object, overlay: object = developmentOverlay): Service {
  return platformOf({ services: { owners: { ...plainService, ...entry } }, overlay }).services[0]!;
}

function variablesOf(service: Service): Record<string, string> {
  return Object.fromEntries(service.config.map(({ name, value }) => [name, value]));
}

describe('the profile of a runtime', () => {
  test.each([
    ['go', { GOMAXPROCS: '2', GOMEMLIMIT: '460MiB' }],
    ['java', { HOME: '/tmp', JAVA_TOOL_OPTIONS: '-XX:MaxRAMPercentage=75.0 -XX:+ExitOnOutOfMemoryError', SERVER_PORT: '4100' }],
    ['dotnet', { ASPNETCORE_HTTP_PORTS: '4100', DOTNET_GCHeapHardLimitPercent: '4B', HOME: '/tmp' }],
    ['other', { HOME: '/tmp' }],
  ])('%s has its own variables, and none of Node.js', (runtime, variables) => {
    expect(variablesOf(serviceOf({ runtime, database: 'owners' }))).toEqual({ APP_ENV: 'dev', ...variables });
  });

  test.each([
    [{ cpu: '1', memory: '1Gi' }, '2', '921MiB'],
    [{ cpu: '2500m', memory: '512Mi' }, '3', '460MiB'],
    [{ cpu: 8, memory: '100Mi' }, '8', '90MiB'],
    [{ cpu: null }, undefined, '460MiB'],
  ])('Go is bound by the limits %j', (limits, cores, memory) => {
    const { GOMAXPROCS, GOMEMLIMIT } = variablesOf(serviceOf({ runtime: 'go', resources: { limits } }));
    expect([GOMAXPROCS, GOMEMLIMIT]).toEqual([cores, memory]);
  });

  test.each([
    ['python', { FORWARDED_ALLOW_IPS: '*', UVICORN_TIMEOUT_KEEP_ALIVE: '620' }],
    ['nextjs', { KEEP_ALIVE_TIMEOUT: '620000' }],
  ])('%s is told of the proxy if routes lead to it, and only then', (runtime, variables) => {
    const names = Object.keys(variables);
    const told = (entry: object): Record<string, string> =>
      Object.fromEntries(Object.entries(variablesOf(serviceOf({ runtime, ...entry }))).filter(([name]) => names.includes(name)));
    expect(told({})).toEqual(variables);
    expect(told({ routes: [] })).toEqual({});
    expect(told({ routes: undefined })).toEqual({});
    expect(told({ kind: 'worker', port: undefined, routes: undefined })).toEqual({});
    const env = Object.fromEntries(names.map((name) => [name, '10.0.0.7']));
    expect(told({ env })).toEqual(env);
  });

  test('a migration is told of no proxy', () => {
    const { config, migrationEnv } = serviceOf({
      runtime: 'python',
      database: 'owners',
      migration: { mode: 'job', command: ['alembic', 'upgrade', 'head'] },
    });
    expect(config.map(({ name }) => name)).toContain('FORWARDED_ALLOW_IPS');
    const names = migrationEnv.map(({ name }) => name);
    expect(names).toContain('PYTHONUNBUFFERED');
    expect(names).not.toContain('FORWARDED_ALLOW_IPS');
    expect(names).not.toContain('UVICORN_TIMEOUT_KEEP_ALIVE');
  });

  test('what an entry says replaces what the profile says', () => {
    const env = { JAVA_TOOL_OPTIONS: '-Xmx300m', SERVER_PORT: '9000' };
    const merged = { ...env, JAVA_TOOL_OPTIONS: '-XX:+ExitOnOutOfMemoryError -Xmx300m' };
    expect(variablesOf(serviceOf({ runtime: 'java', env }))).toMatchObject(merged);
  });

  test('without a port no framework is told one', () => {
    const worker = { kind: 'worker', runtime: 'dotnet', port: undefined, routes: undefined };
    expect(variablesOf(serviceOf(worker))).not.toHaveProperty('ASPNETCORE_HTTP_PORTS');
  });

  test('java has more memory and more time to start', () => {
    const { resources, health } = serviceOf({ runtime: 'java' });
    expect([resources.requests.memory, resources.limits.memory, health.startupSeconds]).toEqual(['512Mi', '1Gi', 300]);
    expect(resources.requests.cpu).toBe('50m');
  });

  test.each([
    ['go', { uid: 65532, gid: 65532 }, { http: '/health' }],
    ['java', { uid: 10001, gid: 10001 }, { http: '/health' }],
    ['dotnet', { uid: 1654, gid: 1654 }, { http: '/health' }],
    ['other', { uid: 10001, gid: 10001 }, { tcp: 'http' }],
  ])('%s runs as its user and is asked as it can answer', (runtime, user, ready) => {
    const service = serviceOf({ runtime });
    expect(service.user).toEqual(user);
    expect(service.health.ready).toMatchObject(ready);
    expect(service.databaseClient).toBe('psycopg');
  });
});

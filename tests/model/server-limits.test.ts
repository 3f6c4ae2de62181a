import { designPlatform } from '../../model';
import type { Workload } from '../../model/blueprint';
import { developmentOverlay, plainService, platformOf } from '../support/platform';

/** The servers of a platform with a memory limit. */
function serversWith(memory: string, more: object = {}): Record<string, Workload> {
  const limited = { provider: 'in-cluster', resources: { limits: { memory } } };
  const services = { owners: { ...plainService, database: 'owners', needsRedis: true, needsRabbitmq: true } };
  const overlay = { ...developmentOverlay, postgres: { ...limited, ...more }, redis: limited, rabbitmq: limited };
  const { workloads } = designPlatform(platformOf({ services, overlay }));
  return Object.fromEntries(workloads.filter(({ kind }) => kind === 'server').map((server) => [server.name, server]));
}

const argsOf = (server: Workload | undefined): readonly string[] => server?.pod.containers[0]?.args ?? [];

test.each([
  ['1Gi', { shared_buffers: '256MB', effective_cache_size: '768MB', work_mem: '2621kB', maintenance_work_mem: '64MB' }],
  ['64Mi', { shared_buffers: '16MB', effective_cache_size: '48MB', work_mem: '163kB', maintenance_work_mem: '4MB' }],
  ['64Gi', { shared_buffers: '16384MB', effective_cache_size: '49152MB', work_mem: '167772kB', maintenance_work_mem: '1024MB' }],
])('a PostgreSQL with %s of memory is told how much it may take', (memory, expected) => {
  const pairs = Object.entries({ max_connections: '100', ...expected });
  expect(argsOf(serversWith(memory)['postgres'])).toEqual(pairs.flatMap(([name, value]) => ['-c', `${name}=${value}`]));
});

test('more connections of a PostgreSQL leave less memory to each', () => {
  expect(argsOf(serversWith('1Gi', { maxConnections: 1000 })['postgres'])).toContain('work_mem=262kB');
  expect(argsOf(serversWith('1Gi', { maxConnections: 200_000 })['postgres'])).toContain('work_mem=64kB');
});

test.each([
  ['256Mi', '192mb'],
  ['1Gi', '768mb'],
  ['1Mi', '1mb'],
])('a Redis with %s of memory fills %s at most, and evicts nothing', (memory, expected) => {
  expect(argsOf(serversWith(memory)['redis']).slice(-4)).toEqual(['--maxmemory', expected, '--maxmemory-policy', 'noeviction']);
});

test('the start of a broker has no end: it answers once it has read its queues, however long that takes', () => {
  expect(serversWith('1Gi')['rabbitmq']?.pod.containers[0]?.probes).toMatchObject({ startup: undefined, live: undefined });
});

test.each([
  ['1Gi', '614MiB'],
  ['512Mi', '307MiB'],
])('a RabbitMQ with %s of memory holds publishers up from %s on', (memory, expected) => {
  const server = serversWith(memory)['rabbitmq'];
  expect(server?.configs.map(({ data }) => data)).toEqual([{ '90-cadastre.conf': `vm_memory_high_watermark.absolute = ${expected}\n` }]);
  expect(server?.pod.containers[0]?.mounts).toContainEqual({
    volume: 'config',
    path: '/etc/rabbitmq/conf.d/90-cadastre.conf',
    file: '90-cadastre.conf',
    readOnly: true,
  });
});

test('settings of the overlay come last, as the server writes them', () => {
  const services = {
    owners: { ...plainService, database: 'owners', extensions: ['pg_cron', 'pg_stat_statements'], needsRedis: true, needsRabbitmq: true },
  };
  const overlay = {
    ...developmentOverlay,
    postgres: { provider: 'in-cluster', image: 'registry.acme.example/postgres:16', settings: { work_mem: '16MB', jit: false } },
    redis: { provider: 'in-cluster', settings: { 'maxmemory-policy': 'allkeys-lru', databases: 4 } },
    rabbitmq: { provider: 'in-cluster', settings: { 'deprecated_features.permit.global_qos': true, consumer_timeout: 7_200_000 } },
  };
  const { workloads } = designPlatform(platformOf({ services, overlay }));
  const server = (name: string): Workload | undefined => workloads.find((workload) => workload.kind === 'server' && workload.name === name);
  const settings = argsOf(server('postgres')).filter((word) => word !== '-c');
  expect(settings).toEqual([
    'max_connections=100',
    'shared_buffers=256MB',
    'effective_cache_size=768MB',
    'work_mem=16MB',
    'maintenance_work_mem=64MB',
    'shared_preload_libraries=pg_stat_statements,pg_cron',
    'cron.database_name=owners',
    'jit=off',
  ]);
  expect(argsOf(server('redis')).slice(4)).toEqual(['--maxmemory', '192mb', '--maxmemory-policy', 'allkeys-lru', '--databases', '4']);
  expect(server('rabbitmq')?.configs[0]?.data['90-cadastre.conf']).toBe(
    'vm_memory_high_watermark.absolute = 614MiB\nconsumer_timeout = 7200000\ndeprecated_features.permit.global_qos = true\n',
  );
});

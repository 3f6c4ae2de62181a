import { originOf, overruledAt, type Platform } from '../../model';
import { developmentOverlay, plainService, platformOf } from '../support/platform';

const registry = 'registry/acme/service-registry.ts';
const manifest = 'registry/acme/manifest.yaml';
const overlay = 'registry/acme/environments/dev.yaml';

function acme(): Platform {
  return platformOf({
    services: {
      owners: { ...plainService, replicas: 2, dependsOn: ['assessor'], env: { LOG: 'info' } },
      'a.b': { ...plainService, hostname: 'ab' },
    },
    manifest: { defaults: { all: { replicas: 3, env: { LOG: 'warn' } }, node: { replicas: 4 } } },
    overlay: {
      ...developmentOverlay,
      postgres: undefined,
      database: { default: 'main', servers: { main: { provider: 'in-cluster' }, redis: { provider: 'external', host: 'db.example.com' } } },
      redis: { provider: 'in-cluster', resources: { limits: { memory: '1Gi' } } },
      capabilities: ['monitoring.coreos.com/v1', 'cilium.io/v2', 'cilium.io/v2'],
      services: { owners: { replicas: 1, env: { LOG: 'debug' } } },
    },
  });
}

test.each([
  ['of the layer that decides', ['services', 'owners', 'replicas'], 'overlay', overlay, 'services.owners.replicas'],
  ['a field of the entry that no other layer sets', ['services', 'owners', 'hostname'], 'entry', registry, 'owners.hostname'],
  ['an element of a list', ['services', 'owners', 'dependsOn', 0], 'entry', registry, 'owners.dependsOn.0'],
  ['a key with a dot', ['services', 'a.b', 'replicas'], 'product-default', manifest, 'defaults.node.replicas'],
  ['a variable', ['services', 'owners', 'variables', 'LOG'], 'overlay', overlay, 'services.owners.env.LOG'],
  ['a field that no layer sets', ['services', 'owners', 'writablePaths'], 'built-in', registry, 'owners.writablePaths'],
  ['a Redis', ['backing', 'redis', 'resources', 'limits', 'memory'], 'overlay', overlay, 'redis.resources.limits.memory'],
  ['a default of the Redis', ['backing', 'redis', 'secret'], 'built-in', overlay, 'redis.secret'],
  ['a database server of the same name', ['backing', 'postgres', 'redis', 'host'], 'overlay', overlay, 'database.servers.redis.host'],
  ['a field of the overlay', ['quota', 'limits', 'cpu'], 'overlay', overlay, 'quota.limits.cpu'],
  ['an API group that the cluster serves', ['capabilities', 'cilium.io/v2'], 'overlay', overlay, 'capabilities.1'],
  [
    'an API group that it does not',
    ['capabilities', 'networking.gke.io/v1alpha3'],
    'overlay',
    overlay,
    'capabilities.networking.gke.io/v1alpha3',
  ],
  ['a namespace that follows from the product', ['namespace'], 'product-default', manifest, 'name'],
])('the origin of %s', (_, path, layer, file, at) => {
  const { place, ...origin } = originOf(acme(), ...(path as Parameters<typeof originOf> extends [unknown, ...infer Path] ? Path : never));
  expect([origin.layer, place.file, place.path.join('.')]).toEqual([layer, file, at]);
});

test('the other layers and what they say are kept, from the latest to the earliest', () => {
  const said = overruledAt(acme(), 'services', 'owners', 'replicas').map(({ place, value }) => [place.path.join('.'), value]);
  expect(said).toEqual([
    ['owners.replicas', 2],
    ['defaults.node.replicas', 4],
    ['defaults.all.replicas', 3],
  ]);
  expect(overruledAt(acme(), 'services', 'owners', 'variables', 'LOG').map(({ value }) => value)).toEqual(['info', 'warn']);
});

test('the API groups that the cluster serves are each there once, in an order of their own', () => {
  expect(acme().capabilities).toEqual(['cilium.io/v2', 'monitoring.coreos.com/v1']);
});

test('origins are plain data', () => {
  const { origins } = acme();
  expect(JSON.parse(JSON.stringify(origins))).toEqual(origins);
});

import { designPlatform } from '../../model';
import {
  budgetsOf,
  compiledOf,
  developmentOverlay,
  type PlatformInput,
  plainService,
  platformOf,
  productionOverlay,
} from '../support/platform';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { reportsDeployment } from '../fixtures/manifests';
import type { Platform } from '../../model';

const migration = { mode: 'job', command: ['npx', 'prisma', 'migrate', 'deploy'] };

/** A platform whose database server is behind a pooler. */
function platformWith(pooler: object | undefined, service: object = {}, overlay: object = productionOverlay): Platform {
  const { postgres } = overlay as { postgres: object };
  return platformOf({
    services: { owners: { ...plainService, database: 'owners', migration, replicas: 3, ...service } },
    overlay: { ...overlay, postgres: { ...postgres, ...(pooler !== undefined && { pooler }) } },
    environment: 'prod',
  });
}

const pooler = { host: 'pooler.example.com' };

function variablesOf({ services: [service] }: Platform): Record<'pods' | 'migration', Record<string, string>> {
  const read = (variables: NonNullable<typeof service>['env'] = []): Record<string, string> =>
    Object.fromEntries(
      variables.map((variable) => [
        variable.name,
        variable.kind === 'template' ? variable.template : variable.kind === 'literal' ? variable.value : '',
      ]),
    );
  return { pods: read(service?.env), migration: read(service?.migrationEnv) };
}

test('pods connect to the pooler, and a migration to the server', () => {
  const { pods, migration: ofJob } = variablesOf(platformWith(pooler));
  expect([pods['DB_HOST'], pods['DB_PORT']]).toEqual(['pooler.example.com', '6432']);
  expect([ofJob['DB_HOST'], ofJob['DB_PORT']]).toEqual(['postgres.example.com', '5432']);
  expect(pods['DATABASE_URL']).toContain('@$(DB_HOST):$(DB_PORT)/');
});

test('init Jobs and the containers that wait before pods start connect to the server', () => {
  const { workloads } = designPlatform(platformWith(pooler));
  const hosts = workloads.flatMap(({ pod }) =>
    [...pod.initContainers, ...pod.containers].flatMap(({ variables }) =>
      variables.flatMap((variable) => (variable.name === 'PGHOST' && variable.kind === 'literal' ? [variable.value] : [])),
    ),
  );
  expect(new Set(hosts)).toEqual(new Set(['postgres.example.com']));
  expect(hosts.length).toBeGreaterThanOrEqual(3);
});

test.each([
  ['prisma-6', false, true],
  ['prisma-6', true, false],
  ['prisma-7', false, false],
  ['node-postgres', false, false],
  ['psycopg', false, false],
  ['sqlalchemy', false, false],
])('the URL of %s over a pooler with `preparedStatements: %s` tells of it: %s', (databaseClient, preparedStatements, told) => {
  const { pods, migration: ofJob } = variablesOf(platformWith({ ...pooler, preparedStatements }, { databaseClient }));
  expect(pods['DATABASE_URL']?.includes('pgbouncer=true')).toBe(told);
  expect(ofJob['DATABASE_URL']).not.toContain('pgbouncer');
});

test('the pooler, and not each pod, counts against the connections of the server', () => {
  expect(budgetsOf(platformWith(undefined))[0]).toMatchObject({ jobs: 2, services: [{ maxPods: 4, poolSize: 10 }], needed: 42 });
  expect(budgetsOf(platformWith({ ...pooler, poolSize: 5 }))[0]).toMatchObject({
    jobs: 2,
    services: [{ maxPods: 1, poolSize: 5 }],
    needed: 7,
  });
});

test('each pooler that runs has its own pools', () => {
  expect(budgetsOf(platformWith({ ...pooler, poolSize: 5, instances: 3 }))[0]).toMatchObject({
    services: [{ maxPods: 3, poolSize: 5 }],
    needed: 17,
  });
});

test.each([
  // Three replicas: up to seven pods in a rollout, each of which may wait at the server itself, and five more.
  [{ poolSize: 20 }, {}, 20 + 7 + 5],
  [{ poolSize: 20, instances: 3 }, {}, 60 + 7 + 5],
  [{}, { replicas: 1 }, 20 + 3 + 5],
  [{ poolSize: 2 }, {}, 2 + 7 + 5],
])('with the pooler %j and the service %j its role may connect %i times, whatever the pools of the pods are', (given, service, limit) => {
  for (const poolSize of [1, 40]) {
    const overlay = { ...productionOverlay, postgres: { ...productionOverlay.postgres, poolSize } };
    expect(platformWith({ ...pooler, ...given }, service, overlay).services[0]?.database?.connectionLimit).toBe(limit);
  }
});

test('a role with the pooler may open at least what the budget counts for it, a guest too', () => {
  const { postgres } = productionOverlay;
  const platform = platformOf({
    services: {
      owners: { ...plainService, database: 'owners', migration, replicas: 1 },
      report: { ...plainService, hostname: 'report', routes: [], database: { of: 'owners', access: 'read', reason: 'one query over all' } },
    },
    overlay: { ...productionOverlay, postgres: { ...postgres, pooler: { ...pooler, poolSize: 30 } } },
    environment: 'prod',
  });
  expect(platform.services.map(({ database }) => database?.connectionLimit)).toEqual([30 + 3 + 5, expect.any(Number)]);
  expect(platform.services[1]?.database?.connectionLimit).toBeGreaterThan(30);
});

test('a pooler of the platform itself is a workload at the end of a connection, another one a host', () => {
  const ends = (platform: Platform): unknown[] =>
    designPlatform(platform)
      .connections.filter(({ why }) => why === 'pooler')
      .map(({ to, port }) => [to, port]);
  expect(ends(platformWith(pooler))).toEqual([[{ kind: 'host', host: 'pooler.example.com' }, 6432]]);
  const bouncer = { kind: 'worker', layer: 'platform', image: 'registry.example.com/pgbouncer:1.24.1' };
  const platform = platformOf({
    services: {
      owners: { ...plainService, database: 'owners' },
      pgbouncer: { ...plainService, ...bouncer, kind: 'service', hostname: 'pgbouncer', port: 6432, routes: [] },
    },
    overlay: { ...developmentOverlay, postgres: { ...developmentOverlay.postgres, pooler: { host: 'pgbouncer' } } },
  });
  expect(ends(platform)).toEqual([[{ kind: 'workload', id: expect.stringContaining('pgbouncer') as string }, 6432]]);
});

describe('the `Pooler` of a `Cluster` of CloudNativePG', () => {
  const connectionsTo = (host: string, more: object = {}, manifests?: PlatformInput['manifests']) =>
    compiledOf({
      services: { owners: { ...plainService, database: 'owners' } },
      overlay: {
        ...developmentOverlay,
        postgres: { provider: 'cloudnative-pg', cluster: 'acme-db', maxConnections: 500, pooler: { host, port: 6432 } },
        ...more,
      },
      ...(manifests !== undefined && { manifests }),
    })
      .blueprint.connections.filter(({ why }) => why === 'pooler')
      .map(({ to, port }) => ({ to, port }));

  test.each(['acme-db-pooler', 'acme-db-pooler.acme', 'acme-db-pooler.acme.svc', 'acme-db-pooler.acme.svc.cluster.local'])(
    'is reached at the port of its pods, by %s',
    (host) => {
      expect(connectionsTo(host)).toEqual([{ to: { kind: 'operated', cluster: 'acme-db', host }, port: 5432 }]);
    },
  );

  test.each<[string, string, object]>([
    ['is in another namespace', 'pooler.databases.svc', {}],
    ['has its place in `network.hosts`', 'pooler', { network: { hosts: { pooler: ['10.0.0.0/24'] } } }],
  ])('is none that %s', (_, host, more) => {
    expect(connectionsTo(host, more)).toEqual([{ to: { kind: 'host', host }, port: 6432 }]);
  });

  test('is none that the team carries', () => {
    const selector = { app: 'reports' };
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'reports' },
      spec: { selector, ports: [{ port: 6432, targetPort: 8080 }] },
    };
    const network = { connections: { 'Deployment/reports': {} } };
    expect(connectionsTo('reports', { network }, { reports: [reportsDeployment, service] })).toMatchObject([
      { to: { kind: 'foreign', host: 'reports' }, port: 8080 },
    ]);
  });

  test('lets services and metrics in by the policy of the `Cluster`, whose labels its pods have', () => {
    const { blueprint } = compiledOf(goldenPlatforms['cloudnative-pg-pooler-prod']!);
    const policy = blueprint.networkPolicies.find(({ name }) => name === 'cluster-acme-db');
    expect(policy?.ingress.at(-1)?.ports.map(({ port }) => port)).toEqual([9127, 9187]);
    expect(policy?.selects).toEqual({ labels: { 'cnpg.io/cluster': 'acme-db' } });
  });
});

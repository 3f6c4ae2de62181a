import { designPlatform } from '../../model';
import { budgetsOf, developmentOverlay, plainService, platformOf, productionOverlay } from '../support/platform';
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

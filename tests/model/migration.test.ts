import { type Origin, originOf, type Platform, type Service } from '../../model';
import { budgetsOf, developmentOverlay, plainService, type PlatformInput, platformOf } from '../support/platform';

const withDatabase = { ...plainService, database: 'owners' } as const;
const ownersOf = (platform: Platform): Service => platform.services.find(({ key }) => key === 'owners')!;

function resolve(entry: object, input: Partial<PlatformInput> = {}): Platform {
  return platformOf({ services: { owners: { ...withDatabase, ...entry } }, ...input });
}

test('nobody migrates unless somebody says so', () => {
  const platform = resolve({});
  const { migration, recreates } = ownersOf(platform);
  expect({ migration, recreates }).toMatchObject({ migration: { mode: 'none', command: [] }, recreates: false });
  expect(originOf(platform, 'services', 'owners', 'migration', 'mode').layer).toBe('built-in');
});

test('each field comes from the layer that has the last word on it', () => {
  const command = ['alembic', 'upgrade', 'head'];
  const platform = resolve(
    { migration: { mode: 'job' } },
    {
      manifest: { defaults: { all: { migration: { mode: 'none', command } } } },
      overlay: { ...developmentOverlay, services: { owners: { migration: { mode: 'entrypoint' } } } },
    },
  );
  expect(ownersOf(platform).migration).toMatchObject({ mode: 'entrypoint', command });
  const originIn = (field: string): Origin => originOf(platform, 'services', 'owners', 'migration', field);
  expect(originIn('mode')).toMatchObject({ layer: 'overlay', place: { path: ['services', 'owners', 'migration', 'mode'] } });
  expect(originIn('command')).toMatchObject({
    layer: 'product-default',
    place: { path: ['defaults', 'all', 'migration', 'command'] },
  });
});

test('a default is not meant for services without a database', () => {
  const manifest = { defaults: { all: { migration: { mode: 'job', command: ['migrate'] } } } };
  expect(ownersOf(resolve({ database: '' }, { manifest })).migration).toMatchObject({ mode: 'none', command: [] });
  expect(ownersOf(resolve({}, { manifest })).migration.mode).toBe('job');
});

test.each([
  [3, 1],
  [1, 1],
  [0, 0],
])('of %i pods whose image migrates when it starts, %i run', (replicas, running) => {
  const service = ownersOf(resolve({ replicas, migration: { mode: 'entrypoint' } }));
  expect(service).toMatchObject({ replicas: running, maxPods: running, recreates: true, singleton: false });
});

test('a migration Job takes one connection', () => {
  const { jobs, needed } = budgetsOf(resolve({}))[0]!;
  expect(budgetsOf(resolve({ migration: { mode: 'job', command: ['migrate'] } }))[0]).toMatchObject({
    jobs: jobs + 1,
    needed: needed + 1,
  });
});

test.each([
  ['node', 'none', '1'],
  ['nextjs', 'none', undefined],
  ['nextjs', 'job', '1'],
  ['python', 'job', undefined],
])('the Prisma CLI of a %s service with the mode %s asks nobody for news: %s', (runtime, mode, value) => {
  const { config } = ownersOf(resolve({ runtime, migration: { mode, command: ['migrate'] } }));
  expect(config.find(({ name }) => name === 'CHECKPOINT_DISABLE')?.value).toBe(value);
});

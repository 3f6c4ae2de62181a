import { type Platform, postgresServersOf, withBlueprint } from '../../model';
import { budgetsOf, parityOf, plainService, platformOf, productionOverlay, secretsOf } from '../support/platform';

const services = {
  ledger: {
    ...plainService,
    hostname: 'ledger',
    database: 'ledger',
    extensions: ['pg_trgm'],
    databaseAccess: 'split',
    migration: { mode: 'job', command: ['migrate'] },
    routes: [],
  },
  owners: { ...plainService, database: 'owners' },
};
const server = { provider: 'external', host: 'db.example.com', maxConnections: 500, tls: { mode: 'verify-full' } };
const resolve = (overlay: object): Platform => platformOf({ services, overlay: { ...productionOverlay, ...overlay }, environment: 'prod' });
const all = resolve({ postgres: { ...server, provisioning: 'given' } });
const one = resolve({ postgres: server, services: { ledger: { databaseProvisioning: 'given' } } });
const none = resolve({ postgres: server });

const workloadsOf = (platform: Platform): string[] => withBlueprint(platform).blueprint.workloads.map(({ id }) => id);
const sources = (platform: Platform): [string, Record<string, string>][] =>
  secretsOf(platform).map(({ name, keys }) => [name, Object.fromEntries(keys.map(({ name: key, source }) => [key, source.kind]))]);

test('a given login has no init Job, and a server with none of them no admin Secret', () => {
  expect(workloadsOf(all)).toEqual(['migration/ledger', 'service/ledger', 'service/owners']);
  expect(workloadsOf(one)).toEqual(['migration/ledger', 'service/ledger', 'init/owners', 'service/owners']);
  expect(postgresServersOf(all)).toMatchObject([{ provisioning: { by: 'given' } }]);
  expect(sources(all).map(([name]) => name)).toEqual(['ledger-db', 'ledger-db-owner', 'owners-db']);
  expect(sources(one).map(([name]) => name)).toEqual(['ledger-db', 'ledger-db-owner', 'owners-db', 'postgres-admin']);
});

test('where each login is given by itself, nobody needs the admin Secret', () => {
  const each = { ledger: { databaseProvisioning: 'given' }, owners: { databaseProvisioning: 'given' } };
  expect(sources(resolve({ postgres: server, services: each }))).toEqual(sources(all));
});

test('others decide on the user and the password, and nothing else', () => {
  const keys = { dbname: 'known', host: 'known', password: 'given', port: 'known', uri: 'uri', username: 'given' };
  expect(sources(all)).toEqual([
    ['ledger-db', keys],
    ['ledger-db-owner', keys],
    ['owners-db', keys],
  ]);
  expect(new Map(sources(one)).get('owners-db')).toMatchObject({ password: 'generated', username: 'known' });
});

test('pods and migration wait for the login and its extensions, in Argo CD delivery too', () => {
  const { workloads } = withBlueprint(all).blueprint;
  const waits = workloads.map(({ id, pod, waitsFor }) => [
    id,
    waitsFor,
    pod.initContainers.map(({ name, variables }) => [
      name,
      variables.flatMap((variable) => (variable.kind === 'literal' && variable.name === 'DATABASE_EXTENSIONS' ? [variable.value] : [])),
    ]),
  ]);
  expect(waits).toEqual([
    [
      'migration/ledger',
      [],
      [
        ['check-migration', ['pg_trgm']],
        ['migrate', []],
      ],
    ],
    ['service/ledger', ['migration/ledger'], [['wait-for-migration', []]]],
    ['service/owners', [], [['wait-for-database', []]]],
  ]);
});

test('the record of migrations is shown to whatever role was given', () => {
  const overlay = { ...productionOverlay, delivery: 'kubectl', postgres: { ...server, provisioning: 'given' } };
  const { workloads } = withBlueprint(platformOf({ services, overlay, environment: 'prod' })).blueprint;
  const record = workloads.find(({ id }) => id === 'migration/ledger')?.pod.containers[0];
  expect(record?.variables.find(({ name }) => name === 'APP_ROLE')).toEqual({
    kind: 'secret',
    name: 'APP_ROLE',
    secret: { name: 'ledger-db', key: 'username', optional: false },
  });
});

test('connections are added up all the same', () => {
  const [ofAll, ofNone] = [all, none].map((platform) => budgetsOf(platform)[0]);
  expect(ofAll).toMatchObject({ jobs: 1 });
  expect(ofNone).toMatchObject({ jobs: 3 });
  expect(ofAll?.services).toEqual(ofNone?.services);
});

test('a new password restarts the pods, whoever brings it to the server', () => {
  const restartedBy = (platform: Platform): unknown =>
    withBlueprint(platform).blueprint.workloads.find(({ id }) => id === 'service/owners')?.restartedBy;
  expect(restartedBy(resolve({ postgres: { ...server, provisioning: 'given' }, reloader: true }))).toEqual(['owners-db']);
  expect(restartedBy(resolve({ postgres: server, reloader: true }))).toEqual(['owners-db']);
});

test('who makes the roles may differ between environments', () => {
  const staging = platformOf({ services, overlay: { ...productionOverlay, postgres: server }, environment: 'staging' });
  expect(parityOf([staging, all])).toEqual([]);
});

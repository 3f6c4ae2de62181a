import { type Platform, withBlueprint } from '../../model';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { budgetsOf, compiledOf, developmentOverlay, parityOf, platformOf, productionOverlay, secretsOf } from '../support/platform';

const input = goldenPlatforms['shared-database-dev']!;
const dev = platformOf(input);
const prod = platformOf(goldenPlatforms['shared-database-prod']!);
const databaseOf = ({ services }: Platform, wanted: string) => services.find(({ key }) => key === wanted)?.database;

test('a guest has the database and the server of its owner, and a role and a Secret of its own', () => {
  expect(databaseOf(prod, 'reports')).toMatchObject({
    name: 'accounts',
    owner: 'accounts_owner',
    role: 'accounts_reports',
    secretName: 'reports-db',
    server: { name: 'postgres' },
    provisioning: { by: 'init-job' },
    split: undefined,
    guest: { of: 'accounts', access: 'read' },
  });
  const secrets = new Map(secretsOf(dev).map(({ name, data }) => [name, data]));
  expect(secrets.get('reports-db')).toMatchObject({ username: 'accounts_reports', dbname: 'accounts', host: 'postgres' });
  expect(secrets.get('account-import-db')?.['password']).not.toBe(secrets.get('reports-db')?.['password']);
});

test('a guest has the variables that an owner has, for its own client', () => {
  const { services } = dev;
  const namesOf = (wanted: string): string[] =>
    (services.find(({ key }) => key === wanted)?.env ?? []).map(({ name }) => name).filter((name) => /^(?:DB|DATABASE)_/.test(name));
  expect(namesOf('reports')).toEqual(namesOf('accounts'));
  expect(services.find(({ key }) => key === 'reports')?.env).toContainEqual(
    expect.objectContaining({ name: 'DB_USER', secret: { name: 'reports-db', key: 'username', optional: false } }),
  );
});

test('its init Job comes after that of the owner, and its pods after its own', () => {
  const { workloads, connections } = withBlueprint(dev).blueprint;
  const of = (id: string): unknown => {
    const found = workloads.find((workload) => workload.id === id);
    return found && [found.stage, found.waitsFor, found.pod.initContainers.map(({ name }) => name)];
  };
  expect(of('init/reports')).toEqual(['workload', ['server/postgres/postgres', 'init/accounts'], []]);
  expect(of('service/reports')).toEqual(['workload', ['init/reports'], ['wait-for-database']]);
  const callers = connections.flatMap(({ from, why }) => (why === 'database' && from.kind === 'workload' ? [from.id] : []));
  expect(callers).toEqual([
    'init/account-import',
    'worker/account-import',
    'init/accounts',
    'service/accounts',
    'migration/accounts',
    'init/reports',
    'service/reports',
  ]);
});

test('its connections count', () => {
  const [budget] = budgetsOf(prod);
  expect(budget?.services.map(({ key }) => key)).toEqual(['account-import', 'accounts', 'reports']);
  expect(budget?.jobs).toBe(4);
});

test('environments are alike, whoever makes the login', () => {
  const given = platformOf({
    services: input.services,
    environment: 'prod',
    overlay: { ...productionOverlay, postgres: { ...productionOverlay.postgres, provisioning: 'given' } },
  });
  expect(withBlueprint(given).blueprint.workloads.map(({ id }) => id)).toEqual([
    'worker/account-import',
    'migration/accounts',
    'service/accounts',
    'service/reports',
  ]);
  expect(parityOf([dev, given])).toEqual([]);
});

test('pgAdmin lists the database once', () => {
  const { workloads } = withBlueprint(platformOf({ ...input, overlay: { ...developmentOverlay, tools: ['pgadmin'] } })).blueprint;
  const [config] = workloads.find(({ id }) => id === 'tool/pgadmin')?.configs ?? [];
  expect(config?.data['servers.json']?.match(/"MaintenanceDB": "accounts"/g)).toHaveLength(1);
});

test('a cron job of a guest logs in as the guest', () => {
  const services = {
    ...input.services,
    nightly: { kind: 'cron', layer: 'domain', of: 'reports', schedule: '@daily', command: ['report'] },
  };
  const { blueprint } = withBlueprint(platformOf({ ...input, services }));
  const nightly = blueprint.workloads.find(({ id }) => id === 'cron/nightly');
  expect(nightly?.waitsFor).toEqual(['init/reports']);
  expect(nightly?.pod.initContainers[0]?.variables).toContainEqual(
    expect.objectContaining({ name: 'PGUSER', secret: { name: 'reports-db', key: 'username', optional: false } }),
  );
});

test('a guest of a Cluster is designed without a throw, and no second database', () => {
  const overlay = { ...productionOverlay, postgres: { provider: 'cloudnative-pg', cluster: 'acme-db' } };
  const { blueprint } = compiledOf({ services: input.services, overlay, environment: 'prod' });
  expect(blueprint.databases.map(({ service }) => service)).toEqual(['accounts']);
});

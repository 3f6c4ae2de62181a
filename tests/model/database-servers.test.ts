import { type Platform, postgresServersOf, type Service } from '../../model';
import { databaseServerFindings } from '../../model/resolve/database-servers';
import { budgetsOf, developmentOverlay, objectsOf, plainService, platformOf, productionOverlay, secretsOf } from '../support/platform';

const services = {
  invoices: { ...plainService, hostname: 'invoices', database: 'invoices', routes: [] },
  ledger: { ...plainService, hostname: 'ledger', database: 'ledger', routes: [], migration: { mode: 'job', command: ['migrate'] } },
  owners: { ...plainService, database: 'owners' },
};
const external = { provider: 'external', host: 'main.example.com', maxConnections: 300, tls: { mode: 'verify-full' } };
const ledgers = { provider: 'external', host: 'ledgers.example.com', port: 6432, poolSize: 4 };
const on = { ledger: { databaseServer: 'ledgers' } };

function resolve(database: object, chosen: object = on, base: object = productionOverlay): Platform {
  return platformOf({ services, overlay: { ...base, postgres: undefined, database, services: chosen } });
}

const admin = (adminSecret: string): object => ({ by: 'init-job', adminSecret, passwordHashing: 'server' });
const serviceOf = ({ services: all }: Platform, key: string): Service => all.find((service) => service.key === key)!;
const literal = ({ env }: Service, name: string): unknown =>
  env.flatMap((variable) => (variable.name === name && variable.kind === 'literal' ? [variable.value] : []))[0];

describe('two servers', () => {
  const platform = resolve({ servers: { main: external, ledgers }, default: 'main' });

  test('are ordered by name, and a database is on the one that its service names, or else on the default', () => {
    expect(postgresServersOf(platform).map(({ name }) => name)).toEqual(['ledgers', 'main']);
    expect(platform.services.map(({ key, database }) => [key, database?.server?.name])).toEqual([
      ['invoices', 'main'],
      ['ledger', 'ledgers'],
      ['owners', 'main'],
    ]);
  });

  test('each have their own login, certificate and place', () => {
    expect(postgresServersOf(platform)).toMatchObject([
      { provisioning: admin('ledgers-admin'), certificateAuthority: undefined, place: { path: ['database', 'servers', 'ledgers'] } },
      {
        provisioning: admin('main-admin'),
        certificateAuthority: { configMap: 'main-ca' },
        place: { path: ['database', 'servers', 'main'] },
      },
    ]);
    expect(secretsOf(platform).map(({ name }) => name)).toEqual(['invoices-db', 'ledger-db', 'ledgers-admin', 'main-admin', 'owners-db']);
  });

  test('give a service the address, the pool and the TLS of its own', () => {
    const [ledger, owners] = [serviceOf(platform, 'ledger'), serviceOf(platform, 'owners')];
    expect([literal(ledger, 'DB_HOST'), literal(ledger, 'DB_PORT'), literal(ledger, 'DATABASE_POOL_MAX')]).toEqual([
      'ledgers.example.com',
      '6432',
      '4',
    ]);
    expect([literal(owners, 'DB_HOST'), literal(owners, 'DB_PORT'), literal(owners, 'DATABASE_POOL_MAX')]).toEqual([
      'main.example.com',
      '5432',
      '10',
    ]);
    const urlOf = ({ env }: Service): unknown => env.find(({ name }) => name === 'DATABASE_URL');
    expect(urlOf(ledger)).toMatchObject({ template: expect.stringContaining('connection_limit=4&sslmode=disable') as string });
    expect(urlOf(owners)).toMatchObject({ template: expect.stringContaining('sslmode=verify-full') as string });
  });

  test('each have a budget of their own', () => {
    expect(budgetsOf(platform).map(({ server, ...budget }) => [server.name, budget])).toEqual([
      [
        'ledgers',
        { maxConnections: 100, reserved: 13, jobs: 2, services: [{ key: 'ledger', maxPods: 3, poolSize: 4 }], tools: [], needed: 14 },
      ],
      ['main', expect.objectContaining({ maxConnections: 300, jobs: 2, needed: 62 })],
    ]);
  });
});

test('a server without databases needs no login and has no budget, unless it runs in the cluster', () => {
  const platform = resolve({ servers: { main: external, ledgers, spare: { provider: 'in-cluster' } }, default: 'main' }, {});
  expect(budgetsOf(platform).map(({ server }) => server.name)).toEqual(['main']);
  expect(
    secretsOf(platform)
      .map(({ name }) => name)
      .filter((name) => name.endsWith('-admin')),
  ).toEqual(['main-admin', 'spare-admin']);
});

test('in the cluster a server has its name as host, unless it names another', () => {
  const platform = resolve(
    { servers: { main: { provider: 'in-cluster' }, ledgers: { provider: 'in-cluster', host: 'books' } }, default: 'main' },
    on,
    developmentOverlay,
  );
  expect(postgresServersOf(platform).map(({ name, host, provisioning }) => [name, host, provisioning])).toEqual([
    ['ledgers', 'books', admin('ledgers-admin')],
    ['main', 'main', admin('main-admin')],
  ]);
});

test('a single server is the default, whatever it is called', () => {
  expect(serviceOf(resolve({ servers: { main: external } }, {}), 'owners').database?.server?.name).toBe('main');
});

test('`postgres` declares one server of that name, as it always has', () => {
  const platform = platformOf({
    services,
    overlay: { ...developmentOverlay, postgres: { provider: 'in-cluster', host: 'db' } },
  });
  expect(postgresServersOf(platform)).toMatchObject([
    { name: 'postgres', host: 'db', provisioning: admin('postgres-admin'), place: { path: ['postgres'] } },
  ]);
});

test('a server called `postgres` gives what `postgres` gives', () => {
  const server = { provider: 'external', host: 'main.example.com', tls: { mode: 'verify-full' } };
  const named = platformOf({
    services,
    overlay: { ...productionOverlay, postgres: undefined, database: { servers: { postgres: server } } },
  });
  expect(objectsOf(named)).toEqual(objectsOf(platformOf({ services, overlay: { ...productionOverlay, postgres: server } })));
});

test.each([
  ['a name that is not there', { servers: { main: external, ledgers }, default: 'main' }, { ledger: { databaseServer: 'ledger' } }],
  [
    'no default among several',
    { servers: { main: external, ledgers } },
    { invoices: { databaseServer: 'main' }, owners: { databaseServer: 'main' } },
  ],
])('%s leaves the database without a server, and everything else as it is', (_, database, chosen) => {
  const platform = resolve(database, chosen);
  const ledger = serviceOf(platform, 'ledger');
  expect(ledger.database).toMatchObject({ name: 'ledger', server: undefined });
  expect(ledger.env.map(({ name }) => name)).toEqual(['PORT']);
  expect(serviceOf(platform, 'owners').database?.server?.name).toBe('main');
});

test('pgAdmin counts on every server with databases, Prisma Studio on the one of its service', () => {
  const tools = ['pgadmin', { tool: 'prisma-studio', service: 'ledger' }];
  const platform = resolve({ servers: { main: external, ledgers }, default: 'main' }, on, {
    ...productionOverlay,
    development: true,
    tools,
  });
  expect(budgetsOf(platform).map(({ server, tools: counted }) => [server.name, counted.map(({ name }) => name)])).toEqual([
    ['ledgers', ['pgadmin', 'prisma-studio']],
    ['main', ['pgadmin']],
  ]);
});

test('among thousands of servers that are not there, only the first are told which one was meant', () => {
  const [service] = resolve({ servers: { main: external, ledgers }, default: 'main' }).services;
  const [server] = postgresServersOf(resolve({ servers: { main: external } }, {}));
  const servers = Array.from({ length: 2000 }, (_, index) => ({ ...server!, name: `server-${index}` }));
  const all = Array.from({ length: 300 }, (_, index) => ({ ...service!, key: `service-${index}` }));
  const chosen = Object.fromEntries(all.map(({ key }, index) => [key, { databaseServer: `servr-${index}` }]));
  const overlay = { delivery: 'kubectl' as const, images: {}, secrets: { provider: 'existing' as const }, services: chosen };
  const findings = databaseServerFindings(overlay, all, { servers, serverOf: () => undefined }, { file: 'prod.yaml', path: [] });
  const suggested = findings.map(({ args }) => 'suggestion' in args);
  expect([suggested.length, suggested[0], suggested.at(-1)]).toEqual([300, true, false]);
});

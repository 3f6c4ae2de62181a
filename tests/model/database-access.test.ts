import { originOf, type Service } from '../../model';
import {
  budgetsOf,
  developmentOverlay,
  plainService,
  type PlatformInput,
  platformOf,
  productionOverlay,
  secretsOf,
} from '../support/platform';

const job = { mode: 'job', command: ['migrate'] } as const;

function resolve(entry: object, input: Partial<PlatformInput> = {}): ReturnType<typeof platformOf> {
  return platformOf({ services: { owners: { ...plainService, database: 'owners', migration: job, ...entry } }, ...input });
}

function urlIn(variables: Service['env']): string {
  const variable = variables.find(({ name }) => name === 'DATABASE_URL');
  return variable?.kind === 'template' ? variable.template.replace('$(DB_USER):$(DB_PASSWORD)@$(DB_HOST):$(DB_PORT)/$(DB_NAME)', '…') : '';
}

const secretsIn = (variables: Service['env']): string[] =>
  variables.flatMap((variable) => (variable.kind === 'secret' ? [`${variable.name}=${variable.secret.name}`] : []));

test('the pods own the database unless somebody says otherwise', () => {
  const platform = resolve({ replicas: 2 });
  const { services } = platform;
  expect(services[0]?.database).toMatchObject({
    owner: 'owners',
    role: 'owners',
    secretName: 'owners-db',
    connectionLimit: 55,
    split: undefined,
  });
  expect(
    secretsOf(platform)
      .filter(({ name }) => name.startsWith('owners'))
      .map(({ name }) => name),
  ).toEqual(['owners-db']);
});

test('with split access there are two roles and two Secrets, and the migration Job has the one of the owner', () => {
  const platform = resolve({ databaseAccess: 'split', replicas: 2 });
  const { services } = platform;
  const [{ database, env, migrationEnv }] = services as [Service];
  expect(database).toMatchObject({
    owner: 'owners_owner',
    role: 'owners_app',
    secretName: 'owners-db',
    connectionLimit: 55,
    split: { ownerSecretName: 'owners-db-owner', ownerConnectionLimit: 5, formerOwner: 'owners' },
  });
  expect(secretsIn(env)).toEqual(['DB_USER=owners-db', 'DB_PASSWORD=owners-db']);
  expect(secretsIn(migrationEnv)).toEqual(['DB_USER=owners-db-owner', 'DB_PASSWORD=owners-db-owner']);
  const ofDatabase = (variables: Service['env']): string[] =>
    variables.flatMap(({ name }) => (/^(?:DB|DATABASE)_/.test(name) ? [name] : []));
  expect(ofDatabase(migrationEnv)).toEqual(ofDatabase(env));
  const [app, owner] = secretsOf(platform).filter(({ name }) => name.startsWith('owners'));
  expect([app?.data?.['username'], owner?.data?.['username']]).toEqual(['owners_app', 'owners_owner']);
  expect(owner?.keys.map(({ name }) => name)).toEqual(['dbname', 'host', 'password', 'port', 'uri', 'username']);
  expect(owner?.data?.['password']).not.toBe(app?.data?.['password']);
  expect(budgetsOf(platform)).toEqual(budgetsOf(resolve({ replicas: 2 })));
});

test('access and client come from the layer that has the last word, and a default is not meant for services without a database', () => {
  const manifest = {
    defaults: { all: { databaseAccess: 'split', databaseClient: 'prisma-6' }, node: { databaseClient: 'node-postgres' } },
  };
  const platform = resolve({ databaseAccess: 'owner' }, { manifest });
  const [owners] = platform.services as [Service];
  expect([owners.database?.split, owners.databaseClient]).toEqual([undefined, 'node-postgres']);
  expect(originOf(platform, 'services', 'owners', 'databaseAccess').layer).toBe('entry');
  expect(originOf(platform, 'services', 'owners', 'databaseClient')).toMatchObject({
    layer: 'product-default',
    place: { path: ['defaults', 'node', 'databaseClient'] },
  });
  const without = resolve({ database: '', migration: undefined }, { manifest });
  const layerOf = (field: 'databaseAccess' | 'databaseClient'): string => originOf(without, 'services', 'owners', field).layer;
  expect([without.services[0]?.databaseClient, layerOf('databaseAccess'), layerOf('databaseClient')]).toEqual([
    'prisma-7',
    'built-in',
    'built-in',
  ]);
});

const ca = '/var/run/postgres-ca/ca.crt';
const verified = `sslmode=verify-full&sslrootcert=${ca}`;
const engine = (pool: number): string => `connection_limit=${pool}&sslmode=require&sslaccept=strict&sslcert=${ca}`;

test.each([
  ['node', undefined, `postgresql://…?connection_limit=10&${verified}`, `postgresql://…?${engine(1)}`],
  ['python', undefined, `postgresql://…?${verified}`, `postgresql://…?${verified}`],
  ['node', 'prisma-7', `postgresql://…?connection_limit=10&${verified}`, `postgresql://…?${engine(1)}`],
  ['node', 'prisma-6', `postgresql://…?${engine(10)}`, `postgresql://…?${engine(1)}`],
  ['node', 'node-postgres', `postgresql://…?${verified}`, `postgresql://…?${verified}`],
  ['node', 'psycopg', `postgresql://…?${verified}`, `postgresql://…?${verified}`],
  ['python', 'sqlalchemy', `postgresql+psycopg://…?${verified}`, `postgresql+psycopg://…?${verified}`],
])('the URL of a %s service with the client %s verifies the server in its own words', (runtime, databaseClient, pods, migrationJob) => {
  const [service] = resolve({ runtime, databaseClient }, { overlay: productionOverlay, environment: 'prod' }).services as [Service];
  expect([urlIn(service.env), urlIn(service.migrationEnv)]).toEqual([pods, migrationJob]);
});

test.each([
  ['prisma-7', 'postgresql://…?connection_limit=10&sslmode=disable'],
  ['prisma-6', 'postgresql://…?connection_limit=10&sslmode=disable'],
  ['node-postgres', 'postgresql://…?sslmode=disable'],
  ['psycopg', 'postgresql://…?sslmode=disable'],
  ['sqlalchemy', 'postgresql+psycopg://…?sslmode=disable'],
])('the URL for %s says that there is no TLS', (databaseClient, url) => {
  const [service] = resolve({ databaseClient }, { overlay: developmentOverlay }).services as [Service];
  expect([urlIn(service.env), urlIn(service.migrationEnv)]).toEqual([url, url.replace('connection_limit=10', 'connection_limit=1')]);
});

test('Prisma Studio has the login of the pods', () => {
  const overlay = { ...developmentOverlay, tools: [{ tool: 'prisma-studio', service: 'owners' }] };
  const [studio] = resolve({ databaseAccess: 'split' }, { overlay }).tools;
  expect(studio?.name === 'prisma-studio' ? secretsIn(studio.env) : []).toEqual(['DB_USER=owners-db', 'DB_PASSWORD=owners-db']);
});

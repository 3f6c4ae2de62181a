import { type CompiledPlatform, withBlueprint } from '../../../model';

import { compiledOf, developmentOverlay, parityOf, plainService, platformOf, productionOverlay, secretsOf } from '../../support/platform';

const reading = { ...plainService, secrets: { TOKEN: { secret: 'shared', key: 'token' } } };

/** The references to a Secret or ConfigMap, as who brings it and which keys. */
const referencesTo = ({ blueprint }: CompiledPlatform, name: string): unknown[] =>
  blueprint.references.filter((reference) => reference.name === name).map(({ from, keys }) => [from, keys.map((key) => key.name)]);

describe('a Secret that a variable reads and the cluster reads too', () => {
  test.each<[string, object, readonly string[]]>([
    [
      'as the certificate',
      { ingress: { className: 'traefik', host: 'acme.localhost', tls: { secretName: 'shared' } } },
      ['tls.crt', 'tls.key'],
    ],
    ['to pull images', { images: { tag: '1', pullSecrets: ['shared'] } }, ['.dockerconfigjson']],
  ])('%s gets none of the keys that the cluster wants', (_, overlay, keys) => {
    const compiled = compiledOf({ services: { owners: reading }, overlay: { ...developmentOverlay, ...overlay } });
    expect(referencesTo(compiled, 'shared')).toEqual([
      ['provider', ['token']],
      ['elsewhere', keys],
    ]);
    expect(Object.keys(compiled.credentials?.values['shared'] ?? {})).toEqual(['token']);
  });
});

test('the readers of a Secret stand under what they read it for', () => {
  const { blueprint } = withBlueprint(
    platformOf({
      services: {
        ledger: { ...plainService, hostname: 'ledger', database: 'ledger', routes: [], needsRedis: true },
        owners: { ...plainService, database: 'owners' },
      },
      overlay: {
        ...productionOverlay,
        postgres: undefined,
        database: {
          default: 'main',
          servers: {
            books: { provider: 'external', host: 'books.example.com', adminSecret: 'admin' },
            main: { provider: 'external', host: 'main.example.com', adminSecret: 'admin' },
          },
        },
        services: { ledger: { databaseServer: 'books' } },
      },
    }),
  );
  const readersOf = (name: string): unknown[] =>
    blueprint.references
      .filter((reference) => reference.name === name)
      .flatMap(({ uses }) => uses.map(({ purpose, of, readers }) => [purpose, of, readers]));
  expect(readersOf('admin')).toEqual([
    ['admin-login', 'books', ['init/ledger']],
    ['admin-login', 'main', ['init/owners']],
  ]);
  expect(readersOf('redis-auth')).toEqual([
    ['backing-login', 'redis', ['service/ledger']],
    ['variable', 'ledger', ['service/ledger']],
  ]);
});

test('the keys of a Secret are held to parity', () => {
  const services = { owners: reading };
  const dev = platformOf({ services, overlay: { ...developmentOverlay, tools: [{ tool: 'pgadmin', secret: 'shared' }] } });
  const prod = platformOf({ services, overlay: productionOverlay, environment: 'prod' });
  expect(
    secretsOf(dev)
      .find(({ name }) => name === 'shared')
      ?.keys.map(({ name }) => name),
  ).toEqual(['email', 'password', 'token']);
  expect(
    parityOf([dev, prod])
      .map(({ args }) => JSON.stringify(args))
      .join(),
  ).toContain('secrets.shared.keys');
});

test('a workload says whether its way out is all declared, and waits for a database that an operator makes', () => {
  const { blueprint } = compiledOf({
    services: {
      owners: { ...plainService, database: 'owners', egress: [], migration: { mode: 'job', command: ['migrate'] } },
      ledger: { ...plainService, hostname: 'ledger', routes: [] },
    },
    overlay: { ...productionOverlay, postgres: { provider: 'cloudnative-pg', cluster: 'acme-db', maxConnections: 200 } },
  });
  const facts = blueprint.workloads.map(({ id, outgoingKnown, waitsFor }) => [id, outgoingKnown, waitsFor]);
  expect(facts).toEqual([
    ['service/ledger', false, []],
    ['migration/owners', true, ['database/owners']],
    ['service/owners', true, ['database/owners', 'migration/owners']],
  ]);
  expect(blueprint.connections.filter(({ why }) => why === 'database').map(({ to }) => to)).toEqual([
    { kind: 'operated', cluster: 'acme-db', host: 'acme-db-rw' },
    { kind: 'operated', cluster: 'acme-db', host: 'acme-db-rw' },
  ]);
});

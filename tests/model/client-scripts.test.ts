import { developmentOverlay, objectsOf, plainService, platformOf, productionOverlay } from '../support/platform';

const services = {
  owners: { ...plainService, database: 'owners', extensions: ['citext'] },
  ledger: { ...plainService, hostname: 'ledger', routes: [], database: 'ledger' },
};
const operator = { provider: 'cloudnative-pg', cluster: 'acme-db', maxConnections: 200 };

/** The ConfigMaps with the scripts of databases, by name without its hash. */
function scriptsWith(postgres: object, overlay: object = productionOverlay): Record<string, Record<string, string>> {
  const objects = objectsOf(platformOf({ services, overlay: { ...overlay, postgres } }));
  return Object.fromEntries(
    objects
      .filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.startsWith('database-client'))
      .map((object) => [object.metadata.name.replace(/-[0-9a-f]{8}$/, ''), object['data'] as Record<string, string>]),
  );
}

test('where init Jobs make the databases, no tree has what is for those of operators and administrators', () => {
  const scripts = scriptsWith(developmentOverlay.postgres, developmentOverlay);
  expect(Object.keys(scripts)).toEqual(['database-client']);
  expect(Object.values(scripts['database-client'] ?? {}).join('')).not.toMatch(/REVOKE|DATABASE_EXTENSIONS/);
});

test('where an operator makes them, pods close them', () => {
  const scripts = scriptsWith(operator);
  expect(Object.keys(scripts)).toEqual(['database-client-closed']);
  expect(scripts['database-client-closed']?.['check-database.sql']).toMatch(/REVOKE ALL ON DATABASE/);
});

test('where an administrator makes them, the pods of a service with extensions look for these, and the others for none', () => {
  const scripts = scriptsWith({ ...productionOverlay.postgres, provisioning: 'given' });
  expect(Object.keys(scripts).sort()).toEqual(['database-client', 'database-client-extensions']);
  expect(scripts['database-client-extensions']?.['check-database.sql']).toMatch(/lacks an extension/);
});

import { type Platform, postgresServersOf, withBlueprint } from '../../model';
import { podsAtPeak } from '../../model/rules/facts/peak';
import { budgetsOf, developmentOverlay, plainService, platformOf, productionOverlay, secretsOf } from '../support/platform';

const services = {
  ledger: { ...plainService, hostname: 'ledger', database: 'ledger', routes: [], migration: { mode: 'job', command: ['migrate'] } },
  owners: { ...plainService, database: 'owners' },
};
const resolve = (server: object = {}, base: object = productionOverlay): Platform =>
  platformOf({ services, overlay: { ...base, postgres: { provider: 'cloudnative-pg', cluster: 'acme-db', ...server } } });

describe('a Cluster of CloudNativePG', () => {
  const platform = resolve();

  test('is reached by the name of its own Kubernetes Service, with its own CA certificate, and has no admin role', () => {
    expect(postgresServersOf(platform)).toMatchObject([
      {
        name: 'postgres',
        host: 'acme-db-rw',
        port: 5432,
        inCluster: undefined,
        provisioning: { by: 'operator', cluster: 'acme-db' },
        certificateAuthority: { secret: 'acme-db-ca' },
      },
    ]);
  });

  test('may be reached otherwise', () => {
    expect(postgresServersOf(resolve({ host: 'pooler', tls: { mode: 'disable' } }))).toMatchObject([
      { host: 'pooler', certificateAuthority: undefined },
    ]);
    expect(postgresServersOf(resolve({ tls: { mode: 'verify-full', caSecret: 'company-ca' } }))).toMatchObject([
      { certificateAuthority: { secret: 'company-ca' } },
    ]);
  });

  test('reads the logins of services from Secrets as it wants them; its own are none of ours', () => {
    const form = { type: 'kubernetes.io/basic-auth', labels: { 'cnpg.io/reload': 'true' } };
    expect(secretsOf(platform).map((secret) => [secret.name, secret.form])).toEqual([
      ['ledger-db', form],
      ['owners-db', form],
    ]);
    expect(secretsOf(platformOf({ services, overlay: productionOverlay })).map((secret) => secret.form)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('has connections for migration Jobs, and none for init Jobs', () => {
    expect(budgetsOf(platform).map(({ jobs }) => jobs)).toEqual([1]);
  });

  test('has no init Jobs that count against a quota, and a container that waits in every delivery', () => {
    const names = (of: Platform): string[] => podsAtPeak(withBlueprint(of).blueprint).map(({ name }) => name);
    expect(names(platform)).toEqual(['ledger', 'owners', 'migration Job of ledger']);
    const small = resolve(
      {},
      { ...productionOverlay, services: { owners: { resources: { requests: { cpu: '1m' }, limits: { cpu: '1m' } } } } },
    );
    expect(podsAtPeak(withBlueprint(small).blueprint).find(({ name }) => name === 'owners')?.of['requests.cpu']).toBe(10);
  });

  test('may be there in development, beside Secrets that are made up', () => {
    expect(secretsOf(resolve({}, developmentOverlay)).find(({ name }) => name === 'owners-db')?.data).toMatchObject({
      host: 'acme-db-rw',
      username: 'owners',
      dbname: 'owners',
    });
  });
});

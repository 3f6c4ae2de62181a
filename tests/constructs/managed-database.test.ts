import type { ManifestObject } from '../../output';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { podOf } from '../support/containers';
import { developmentOverlay, objectsOf, plainService, platformOf } from '../support/platform';

const dev = objectsOf(platformOf(goldenPlatforms['cloudnative-pg-dev']!));
const prod = objectsOf(platformOf(goldenPlatforms['cloudnative-pg-prod']!));
const find = (all: readonly ManifestObject[], kind: string, name: string): ManifestObject =>
  all.find((object) => object.kind === kind && object.metadata.name.replace(/(?<=-migrate)-[0-9a-f]{8}$/, '') === name)!;
const waveOf = ({ metadata }: ManifestObject): number =>
  Number((metadata as { annotations?: Record<string, string> }).annotations?.['argocd.argoproj.io/sync-wave']);
const initContainersOf = (object: ManifestObject): string[] => (podOf(object)!.spec.initContainers ?? []).map(({ name }) => name);

describe('a database on a Cluster', () => {
  test('is asked for without an init Job', () => {
    expect(dev.filter(({ kind, metadata }) => kind === 'Job' && metadata.name.includes('db-init'))).toEqual([]);
    expect(JSON.stringify(dev)).not.toContain('-admin');
  });

  test('is kept when its objects are deleted', () => {
    expect(find(prod, 'DatabaseRole', 'ledger')['spec']).toMatchObject({ databaseRoleReclaimPolicy: 'retain' });
    expect(find(prod, 'Database', 'ledger')['spec']).toMatchObject({ databaseReclaimPolicy: 'retain', ensure: 'present' });
  });

  test('has a role that may log in, so and so often, and nothing else', () => {
    expect(Object.keys(find(prod, 'DatabaseRole', 'ledger')['spec'] as object).sort()).toEqual([
      'cluster',
      'connectionLimit',
      'databaseRoleReclaimPolicy',
      'login',
      'name',
      'passwordSecret',
    ]);
  });

  test('comes after its role', () => {
    const [role, database] = [find(prod, 'DatabaseRole', 'ledger'), find(prod, 'Database', 'ledger')].map(waveOf);
    expect(role).toBeLessThan(database!);
    const kinds = dev.map(({ kind }) => kind);
    expect(kinds.indexOf('DatabaseRole')).toBeLessThan(kinds.indexOf('Database'));
  });

  test('is waited for in both deliveries, by whatever uses it first', () => {
    for (const objects of [dev, prod]) {
      expect(initContainersOf(find(objects, 'Job', 'ledger-migrate'))).toEqual(['check-migration', 'migrate']);
      expect(initContainersOf(find(objects, 'Deployment', 'ledger'))).toEqual(['wait-for-migration']);
    }
    expect(initContainersOf(find(prod, 'Deployment', 'owners'))).toEqual(['wait-for-database']);
  });

  test('has nothing in the script of its container that Kubernetes would read as its own', () => {
    const [container] = podOf(find(prod, 'Job', 'ledger-migrate'))!.spec.initContainers!;
    expect(JSON.stringify(container!['command'])).not.toMatch(/\$\$|\$\([A-Z_]+\)/);
  });
});

test('the key of the certificate authority reaches no pod', () => {
  const overlay = {
    ...developmentOverlay,
    postgres: undefined,
    database: {
      servers: {
        main: { provider: 'cloudnative-pg', cluster: 'acme-db' },
        more: { provider: 'cloudnative-pg', cluster: 'more-db' },
        other: { provider: 'external', host: 'db.example.com', tls: { mode: 'verify-full' } },
      },
      default: 'main',
    },
    tools: ['pgadmin'],
  };
  const objects = objectsOf(platformOf({ services: { owners: { ...plainService, database: 'owners' } }, overlay }));
  const volumes = objects.flatMap((object) => (podOf(object)?.spec as { volumes?: Record<string, unknown>[] } | undefined)?.volumes ?? []);
  const ofSecrets = volumes
    .flatMap((volume) => [
      volume['secret'],
      ...((volume['projected'] as { sources: { secret?: object }[] } | undefined)?.sources.map(({ secret }) => secret) ?? []),
    ])
    .filter((secret) => secret !== undefined);
  expect(ofSecrets).toEqual([
    { secretName: 'acme-db-ca', items: [{ key: 'ca.crt', path: 'ca.crt' }] },
    { name: 'acme-db-ca', items: [{ key: 'ca.crt', path: '0.crt' }] },
    { name: 'more-db-ca', items: [{ key: 'ca.crt', path: '1.crt' }] },
  ]);
});

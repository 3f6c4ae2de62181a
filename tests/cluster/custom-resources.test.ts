import path from 'node:path';

import { applyObject, warnings } from './support/apply';
import { kubectl } from './support/kubectl';
import { readObjects } from './support/manifests';
import { placeTree, removeNamespace, type Placed } from './support/namespaces';
import { installOperatorCrds } from './support/operator-crds';
import { describeOnCluster } from './support/run';
import { findTrees } from './support/trees';

/** The kinds that we write of each group. */
const written: readonly (readonly [group: string, kinds: readonly string[]])[] = [
  ['bitnami.com', ['SealedSecret']],
  ['cilium.io', ['CiliumNetworkPolicy']],
  ['external-secrets.io', ['ExternalSecret', 'PushSecret']],
  ['generators.external-secrets.io', ['Password']],
  ['monitoring.coreos.com', ['PodMonitor', 'PrometheusRule', 'ServiceMonitor']],
  ['networking.gke.io', ['FQDNNetworkPolicy']],
  ['postgresql.cnpg.io', ['Database', 'DatabaseRole']],
];

/** Google publishes no definition of its policies of names: ours has the fields that the documentation has, and is no proof of more. */
const unpublished = path.resolve(__dirname, '../../imports/crds/networking.gke.io.yaml');

const isCustom = ({ apiVersion }: { readonly apiVersion: string }): boolean =>
  written.some(([group]) => apiVersion.startsWith(`${group}/`));

/** The golden trees with custom resources, which need what a product of ours does not use. */
const golden = findTrees(path.resolve(__dirname, '../../__snapshots__')).filter(({ directory }) => readObjects(directory).some(isCustom));

const role = (name: string, spec: object): object => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'DatabaseRole',
  metadata: { name: 'refused', namespace: 'default' },
  spec: { cluster: { name: 'main' }, name, ...spec },
});

describeOnCluster('the operators’ own definitions', (run) => {
  let remove: () => Promise<void>;

  beforeAll(async () => {
    remove = await installOperatorCrds(run.access, 'operator-crds.sh', [unpublished]);
  });
  afterAll(() => remove());

  test('have trees to accept', () => {
    expect(golden.length).toBeGreaterThanOrEqual(6);
  });

  test.each(golden.map((tree) => [tree.environment, tree] as const))('accept %s, strictly and without a warning', async (name, tree) => {
    const placed: Placed = placeTree(run, { ...tree, product: 'golden', environment: name.slice(0, 40) }, 'crd');
    try {
      const applied = await kubectl(run.access, ['apply', '--server-side', '--validate=strict', '-R', '-f', placed.directory]);
      expect(applied).toMatchObject({ code: 0 });
      expect(warnings(applied)).toEqual([]);
      expect(applied.stdout.trim().split('\n')).toHaveLength(readObjects(placed.directory).length);
    } finally {
      await removeNamespace(run, placed.namespace);
    }
  });

  test('refuse a misspelt field, so the test above can fail', async () => {
    const refused = await applyObject(run.access, role('ledger', { loginn: true }));
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain('loginn');
  });

  test.each(['postgres', 'streaming_replica', 'pg_app', 'cnpg_app'])(
    'refuse the role %s, which the registry may not name either',
    async (name) => {
      const refused = await applyObject(run.access, role(name, {}));
      expect(refused.code).not.toBe(0);
      expect(refused.stderr).toContain('reserved');
    },
  );

  test.each(written)('are held against every kind of %s that we write', (group, kinds) => {
    const found = new Set(
      golden
        .flatMap(({ directory }) => readObjects(directory))
        .flatMap(({ apiVersion, kind }) => (apiVersion.startsWith(`${group}/`) ? [kind] : [])),
    );
    expect([...found].sort()).toEqual([...kinds]);
  });
});

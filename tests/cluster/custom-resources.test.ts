import path from 'node:path';

import { applyObject, warnings } from './support/apply';
import { kubectl } from './support/kubectl';
import { objectTitle, readObjects } from './support/manifests';
import { placeTree, removeNamespace, type Placed } from './support/namespaces';
import { installOperatorCrds } from './support/operator-crds';
import { describeOnCluster } from './support/run';
import { findTrees } from './support/trees';

/** The golden trees with custom resources, which need what a product of ours does not use. */
const golden = findTrees(path.resolve(__dirname, '../../__snapshots__')).filter(({ directory }) =>
  readObjects(directory).some(({ apiVersion }) => /external-secrets\.io|bitnami\.com/.test(apiVersion)),
);

describeOnCluster('the operators’ own definitions', (run) => {
  let remove: () => Promise<void>;

  beforeAll(async () => {
    remove = await installOperatorCrds(run.access);
  }, 400_000);
  afterAll(() => remove());

  test('have trees to accept', () => {
    expect(golden.length).toBeGreaterThanOrEqual(3);
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
    const refused = await applyObject(run.access, {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'misspelt', namespace: 'default' },
      spec: { refreshIntervall: '1h', secretStoreRef: { name: 'vault' } },
    });
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain('refreshIntervall');
  });

  test('are held against every kind of the External Secrets Operator that we write', () => {
    const kinds = new Set(golden.flatMap(({ directory }) => readObjects(directory)).filter(({ apiVersion }) => apiVersion.includes('external-secrets')).map((object) => objectTitle(object).split('/')[0]));
    expect([...kinds].sort()).toEqual(['ExternalSecret', 'Password', 'PushSecret']);
  });
});

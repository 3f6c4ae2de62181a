import path from 'node:path';

import { kubectl } from './support/kubectl';
import { warnings } from './support/apply';
import { readObjects } from './support/manifests';
import { placeTree, removeNamespace } from './support/namespaces';
import { describeOnCluster } from './support/run';
import { findTrees } from './support/trees';

/** The golden trees of products in the shape of real ones, which have every kind of workload between them. */
const products = findTrees(path.resolve(__dirname, '../../__snapshots__')).filter(({ environment }) => environment.startsWith('product-'));

describeOnCluster('products in the shape of real ones', (run) => {
  test('are there', () => {
    expect(products.length).toBeGreaterThanOrEqual(6);
  });

  test.each(products.map((tree) => [tree.environment, tree] as const))(
    '%s: the API server accepts it, without a warning',
    async (name, tree) => {
      const placed = placeTree(run, { ...tree, product: 'golden', environment: name.slice(0, 40) }, 'product');
      try {
        const applied = await kubectl(run.access, ['apply', '--server-side', '--validate=strict', '-R', '-f', placed.directory]);
        expect(applied).toMatchObject({ code: 0 });
        expect(warnings(applied)).toEqual([]);
        expect(applied.stdout.trim().split('\n')).toHaveLength(readObjects(placed.directory).length);
      } finally {
        await removeNamespace(run, placed.namespace);
      }
    },
  );
});

import path from 'node:path';
import { warnings } from './support/apply';
import { kubectl } from './support/kubectl';
import { readObjects } from './support/manifests';
import { placeTree, removeNamespace, type Placed } from './support/namespaces';
import { describeOnCluster } from './support/run';
import { findTrees } from './support/trees';

/** The golden trees with files, Secrets as files, sidecars and init containers. */
const golden = findTrees(path.resolve(__dirname, '../../__snapshots__')).filter(({ environment }) =>
  /^files-(?:dev|prod)$/.test(environment),
);

describeOnCluster('files and sidecars', (run) => {
  test('have trees', () => {
    expect(golden.map(({ environment }) => environment).sort()).toEqual(['files-dev', 'files-prod']);
  });

  test.each(golden.map((tree) => [tree.environment, tree] as const))(
    '%s is accepted, strictly and without a warning',
    async (name, tree) => {
      const placed: Placed = placeTree(run, { ...tree, product: 'golden', environment: name }, 'files');
      try {
        const applied = await kubectl(run.access, ['apply', '--validate=strict', '-R', '-f', placed.directory]);
        expect(applied).toMatchObject({ code: 0 });
        expect(warnings(applied)).toEqual([]);
        expect(applied.stdout.trim().split('\n')).toHaveLength(readObjects(placed.directory).length);
      } finally {
        await removeNamespace(run, placed.namespace);
      }
    },
  );
});

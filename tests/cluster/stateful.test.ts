import path from 'node:path';
import { applyTree, ourPart, storedObjects, warnings, type ApplyMode, type StoredObject } from './support/apply';
import { kubectl } from './support/kubectl';
import { objectTitle, readObjects } from './support/manifests';
import { placeTree, removeNamespace, type Placed } from './support/namespaces';
import { podOf, type Pod } from './support/pods';
import { describeOnCluster } from './support/run';
import { findTrees } from './support/trees';

/** No product has stateful services, so the golden trees stand for them. */
const golden = findTrees(path.resolve(__dirname, '../../__snapshots__')).filter(({ environment }) => environment.startsWith('stateful-'));
const modes: readonly ApplyMode[] = ['server-side', 'client-side'];

/** The server writes a claim anew that was applied server-side, with the same content: its version says nothing. */
function contentOf(object: StoredObject): unknown {
  if (object.kind !== 'PersistentVolumeClaim') return ourPart(object);
  const { resourceVersion: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}

describeOnCluster('the API server, on stateful services, volumes and hooks', (run) => {
  for (const tree of golden) {
    describe.each(modes)(`of ${tree.environment}, %s`, (mode) => {
      let placed: Placed;
      beforeAll(() => {
        placed = placeTree(run, tree, mode === 'server-side' ? 'ssa' : 'csa');
      });
      afterAll(() => removeNamespace(run, placed.namespace));

      test('accepts all of it without a warning, and nothing changes when it is applied again', async () => {
        const first = await applyTree(run.access, placed.directory, mode);
        expect(first).toMatchObject({ code: 0 });
        expect(warnings(first)).toEqual([]);
        const before = await storedObjects(run.access, placed.directory);
        expect(await applyTree(run.access, placed.directory, mode)).toMatchObject({ code: 0 });
        const after = await storedObjects(run.access, placed.directory);
        expect(after.map(contentOf)).toEqual(before.map(contentOf));
        expect(before.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['StatefulSet', 'PersistentVolumeClaim', 'Job']));
      });

      test('admits every pod under Pod Security', async () => {
        const pods = readObjects(tree.directory).flatMap((object) => {
          const pod = podOf(object);
          return pod === undefined ? [] : [{ title: objectTitle(object), pod }];
        });
        const inNamespace = (pod: Pod): Pod => ({ ...pod, metadata: { ...pod.metadata, namespace: placed.namespace } });
        for (const { title, pod } of pods) {
          const { code, stderr } = await kubectl(run.access, ['create', '--dry-run=server', '-f', '-'], {
            input: JSON.stringify(inNamespace(pod)),
          });
          expect({ title, code, stderr }).toEqual({ title, code: 0, stderr: '' });
        }
      });
    });
  }
});

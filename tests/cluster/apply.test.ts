import { readFileSync } from 'node:fs';
import path from 'node:path';

import { applyTree, ourPart, storedObjects, warnings, type ApplyMode, type StoredObject } from './support/apply';
import type { CommandResult } from './support/command';
import { manifestFiles, objectTitle, readObjects } from './support/manifests';
import { placeTree, removeNamespace, type Placed } from './support/namespaces';
import { describeOnCluster } from './support/run';
import { findTrees, type Tree } from './support/trees';

const MODES: readonly ApplyMode[] = ['server-side', 'client-side'];

describeOnCluster('the API server', (run) => {
  test('has trees to accept', () => {
    expect(run.trees).not.toHaveLength(0);
  });

  test('is given what dist/ holds', () => {
    const committed = findTrees(path.resolve(__dirname, '../../dist'));
    expect(Object.fromEntries(committed.map(contentOf))).toEqual(Object.fromEntries(run.trees.map(contentOf)));
  });

  for (const tree of run.trees) {
    for (const mode of MODES) {
      describe(`on ${tree.product}/${tree.environment}, ${mode}`, () => {
        let placed: Placed;
        let first: CommandResult;

        beforeAll(async () => {
          placed = placeTree(run, tree, mode === 'server-side' ? 'ssa' : 'csa');
          first = await applyTree(run.access, placed.directory, mode);
        });
        afterAll(() => removeNamespace(run, placed.namespace));

        test('accepts everything in one go, without a warning', () => {
          expect(first).toMatchObject({ code: 0 });
          expect(warnings(first)).toEqual([]);
        });

        test('keeps every object in the namespace it names', async () => {
          const stored = await storedObjects(run.access, placed.directory);
          expect(stored.map(objectTitle).sort()).toEqual(readObjects(placed.directory).map(objectTitle).sort());
          const elsewhere = stored.filter(
            ({ kind, metadata }) => (kind === 'Namespace' ? metadata.name : metadata.namespace) !== placed.namespace,
          );
          expect(elsewhere.map(objectTitle)).toEqual([]);
        });

        test('changes nothing when the same is applied again', async () => {
          const before = await storedObjects(run.access, placed.directory);
          const second = await applyTree(run.access, placed.directory, mode);
          expect(second).toMatchObject({ code: 0 });
          const after = await storedObjects(run.access, placed.directory);
          expect(byTitle(after)).toEqual(byTitle(before));
        });
      });
    }
  }
});

/** The files of a tree that are committed: all but development Secrets. */
function contentOf({ product, environment, directory }: Tree): [string, Record<string, string>] {
  const files = manifestFiles(directory).filter((file) => !file.endsWith('.secret.k8s.yaml'));
  return [`${product}/${environment}`, Object.fromEntries(files.map((file) => [file, readFileSync(path.join(directory, file), 'utf8')]))];
}

/** What we own of each object, by its name, so that a difference names its object. */
function byTitle(objects: readonly StoredObject[]): Record<string, unknown> {
  return Object.fromEntries(objects.map((object) => [objectTitle(object), ourPart(object)]));
}

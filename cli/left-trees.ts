import { join } from 'node:path';
import type { KubernetesObject } from '../model';
import { keptBy } from '../plan';
import { changedObjects } from './before/changed-objects';
import { diskTree, diskTreeNames } from './before/disk-tree';
import { argoDirectory, argoFolder } from './argo-folder';
import { previewTrees } from './preview-parameters';
import type { Tree } from './synthesize';

/** A tree that no product and environment of the registry writes. */
export interface LeftTree {
  readonly directory: string;
  /** Whether its product is in the registry, and no longer has its environment. Another registry may have one that is not. */
  readonly isOfProduct: boolean;
  /** What stays in the cluster if the manifests go. */
  readonly kept: ReturnType<typeof keptBy>;
}

/**
 * Finds trees of products or environments that the registry does not have. They are left alone, because what they hold may
 * still run somewhere.
 * @param output the folder with all trees
 * @param trees what was synthesized
 * @returns by folder, in code-unit order
 */
export function leftTrees(output: string, trees: readonly Tree[]): LeftTree[] {
  const current = new Set(trees.flatMap(({ directory, argo }) => [directory, argo.directory]));
  const isPreview = previewTrees(trees.map(({ compiled }) => compiled));
  const products = new Set(trees.map(({ product }) => product));
  const found = [
    ...diskTreeNames(output)
      .filter((name) => !isPreview(name))
      .map((name) => ({ ...name, directory: join(output, name.product, name.environment) })),
    ...diskTreeNames(join(output, argoFolder)).map((name) => ({
      ...name,
      directory: argoDirectory(output, name.product, name.environment),
    })),
  ];
  return found
    .filter(({ directory }) => !current.has(directory))
    .map(({ directory, product }) => ({ directory, isOfProduct: products.has(product) }))
    .map((tree) => ({ ...tree, kept: keptBy(objectsOf(tree.directory)) }))
    .sort((a, b) => (a.directory < b.directory ? -1 : 1));
}

function objectsOf(directory: string): readonly KubernetesObject[] {
  const tree = diskTree(directory);
  return tree === undefined ? [] : changedObjects(tree, [], false).objects;
}

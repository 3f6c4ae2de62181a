import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from './synthesize';

/** A tree that no product and environment of the registry writes. */
export interface LeftTree {
  readonly directory: string;
  /** Whether its product is in the registry, and no longer has its environment. Another registry may have one that is not. */
  readonly isOfProduct: boolean;
}

/**
 * Finds trees of products or environments that the registry does not have. They are left alone, because what they hold may
 * still run somewhere.
 * @param output the folder with all trees
 * @param trees what was synthesized
 * @returns by folder, in code-unit order
 */
export function leftTrees(output: string, trees: readonly Tree[]): LeftTree[] {
  const current = new Set(trees.map(({ directory }) => directory));
  const products = new Set(trees.map(({ product }) => product));
  return foldersIn(output)
    .flatMap((product) =>
      foldersIn(join(output, product)).map((environment) => ({
        directory: join(output, product, environment),
        isOfProduct: products.has(product),
      })),
    )
    .filter(({ directory }) => !current.has(directory) && entriesOf(directory).some(({ name }) => name.endsWith('.k8s.yaml')))
    .sort((a, b) => (a.directory < b.directory ? -1 : 1));
}

function foldersIn(directory: string): string[] {
  return entriesOf(directory)
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name);
}

function entriesOf(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch {
    return [];
  }
}

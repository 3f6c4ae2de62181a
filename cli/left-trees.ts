import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from './synthesize';

/**
 * Finds trees of products or environments that the registry no longer has. They are left alone, because what they hold may
 * still run somewhere.
 * @param output the folder with all trees
 * @param trees what was synthesized
 * @returns their folders, in code-unit order
 */
export function leftTrees(output: string, trees: readonly Tree[]): string[] {
  const current = new Set(trees.map(({ directory }) => directory));
  return foldersIn(output)
    .flatMap((product) => foldersIn(join(output, product)).map((environment) => join(output, product, environment)))
    .filter((directory) => !current.has(directory) && entriesOf(directory).some(({ name }) => name.endsWith('.k8s.yaml')))
    .sort();
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

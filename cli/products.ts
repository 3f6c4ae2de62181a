import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The input folder of one product. */
export interface ProductFolder {
  /** The folder's name, which is the product's. */
  readonly name: string;
  /** The folder, relative to the working directory. */
  readonly directory: string;
}

const manifestFile = 'manifest.yaml';

/**
 * Finds the products of a registry: every folder below it with a `manifest.yaml`, or the folder itself if it has one.
 * @param directory relative to the working directory
 * @returns by name in code-unit order; none when the directory does not exist
 */
export function findProducts(directory: string): ProductFolder[] {
  if (existsSync(join(directory, manifestFile))) return [{ name: directory.split(/[\\/]/).findLast((part) => part !== '' && part !== '.') ?? '.', directory }];
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true })
    .filter((item) => item.isDirectory() && existsSync(join(directory, item.name, manifestFile)))
    .map((item) => ({ name: item.name, directory: join(directory, item.name) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

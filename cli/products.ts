import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { loadYaml } from './load-yaml';
import { pathKind } from './path-kind';
import { UsageError } from './usage-error';

/** The input folder of one product. */
export interface ProductFolder {
  /** The product's name, by its manifest; the folder's where the manifest does not say. Looked up when it is asked for. */
  readonly name: string;
  /** The folder, relative to the working directory. */
  readonly directory: string;
}

const manifestFile = 'manifest.yaml';

/**
 * Finds the products of a registry: every folder below it with a `manifest.yaml`, or the folder itself if it has one.
 * @param directory relative to the working directory
 * @returns by folder in code-unit order; none when the directory does not exist
 * @throws UsageError when it is a file
 */
export function findProducts(directory: string): ProductFolder[] {
  // An empty path would be taken for the working directory.
  if (directory === '') return [];
  const kind = pathKind(directory);
  if (kind === 'file') throw new UsageError(`\`${directory}\` is a file: name the folder with the products, or of one product`);
  if (kind === 'nothing') return [];
  if (isProduct(directory)) return [productIn(directory)];
  return readdirSync(directory, { withFileTypes: true })
    .filter((item) => item.isDirectory() && isProduct(join(directory, item.name)))
    .map((item) => item.name)
    .sort()
    .map((name) => productIn(join(directory, name)));
}

/**
 * Finds the products beside the folder of a product.
 * @param directory relative to the working directory
 * @returns by folder in code-unit order; none when the directory is no product's
 */
export function productsBeside(directory: string): ProductFolder[] {
  if (directory === '' || !isProduct(directory)) return [];
  const own = basename(resolve(directory));
  return findProducts(join(directory, '..')).filter((other) => basename(resolve(other.directory)) !== own);
}

function isProduct(directory: string): boolean {
  return existsSync(join(directory, manifestFile));
}

function productIn(directory: string): ProductFolder {
  return {
    get name() {
      const { name } = Object(loadYaml(join(directory, manifestFile), 'the product manifest').value) as { name?: unknown };
      return typeof name === 'string' ? name : basename(resolve(directory));
    },
    directory,
  };
}

import { readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { didYouMean } from './did-you-mean';
import { registryFileNames } from './load-registry';
import { loadYaml } from './load-yaml';
import { isThere, pathFlaw, pathKind } from './path-kind';
import { UsageError } from './usage-error';

/** The input folder of one product. */
export interface ProductFolder {
  /** The product's name, by its manifest; the folder's where the manifest does not say. Looked up when it is asked for. */
  readonly name: string;
  /** The folder, relative to the working directory. */
  readonly directory: string;
}

const manifestFile = 'manifest.yaml';

/** The files that make a folder one of a product. Without the first it is one all the same, so that its loss is a finding. */
const productFiles = [manifestFile, 'manifest.yml', 'environments', ...registryFileNames];

/**
 * Finds the products of a registry: every folder below it, or link to one, with a product manifest, a service registry or overlays, or the folder itself.
 * @param directory relative to the working directory
 * @returns by folder in code-unit order, with links that lead nowhere; none if it has no product
 * @throws UsageError if it is a file or does not exist
 */
export function findProducts(directory: string): ProductFolder[] {
  // An empty path would be taken for the working directory.
  if (directory === '') return [];
  const kind = pathKind(directory);
  if (kind === 'file') throw new UsageError(`\`${directory}\` is a file: name the folder with the products, or of one product`);
  if (kind === 'nothing') {
    const above = dirname(resolve(directory));
    const siblings = pathKind(above) === 'folder' ? readdirSync(above, { withFileTypes: true }) : [];
    const folders = siblings.filter((item) => item.isDirectory()).map((item) => item.name);
    const suggestion = didYouMean(basename(directory), folders);
    throw new UsageError(`there is no folder \`${directory}\`${suggestion || ': `--registry` names the folder with the products'}`);
  }
  if (isOneProduct(directory)) return [productIn(directory)];
  const products = readdirSync(directory)
    .filter((name) => mayBeProduct(join(directory, name)))
    .sort()
    .map((name) => productIn(join(directory, name)));
  return products.length === 0 && isProduct(directory) ? [productIn(directory)] : products;
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

/** Whether a folder is itself that of a product: one without a manifest may have products in it, which share its service registry. */
export function isOneProduct(directory: string): boolean {
  return isThere(join(directory, manifestFile));
}

/** Whether a folder has overlays and a product manifest or a service registry: nothing but a product does. */
export function isWhole(directory: string): boolean {
  return (
    pathKind(join(directory, 'environments')) === 'folder' &&
    productFiles.some((name) => name !== 'environments' && isThere(join(directory, name)))
  );
}

/** What leads nowhere may have been the folder of a product. Hidden links are those of editors. */
function mayBeProduct(path: string): boolean {
  return pathKind(path) === 'folder' ? isProduct(path) : !basename(path).startsWith('.') && pathFlaw(path) === 'link';
}

function isProduct(directory: string): boolean {
  return productFiles.some((name) => isThere(join(directory, name)));
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

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { contentFilesOf, type EnvironmentInput, environmentsOf, imageLockFile, manifestFolder, type ProductInput } from '../model';
import { didYouMean } from './did-you-mean';
import { loadContentFiles } from './load-content-files';
import { loadManifestFiles } from './load-manifest-files';
import { loadRegistry } from './load-registry';
import { loadSecretFiles } from './load-secret-files';
import { loadYaml } from './load-yaml';
import { findProducts, type ProductFolder } from './products';
import { UsageError } from './usage-error';

/** The part of a registry that is wanted. */
export interface Selection {
  /** The folder with the products, or the folder of one product. */
  readonly registry: string;
  /** @default every product */
  readonly product?: string | undefined;
  /** @default every environment of each product */
  readonly environment?: string | undefined;
}

/**
 * Reads the files of every selected environment of every selected product.
 * @throws UsageError if the selection names nothing that exists
 */
export async function loadProducts(selection: Selection): Promise<ProductInput[]> {
  const loaded = await Promise.all(selectProducts(selection).map((folder) => loadProduct(folder, selection.environment)));
  const wanted = selection.environment;
  if (wanted !== undefined && loaded.every(({ listed }) => listed?.includes(wanted) === false)) {
    const environments = [...new Set(loaded.flatMap(({ listed = [] }) => listed))];
    throw new UsageError(`no product has an environment \`${wanted}\`${didYouMean(wanted, environments)}`);
  }
  return loaded.map(({ input }) => input);
}

function selectProducts({ registry, product }: Selection): ProductFolder[] {
  const all = findProducts(registry);
  if (all.length === 0) throw new UsageError(`no product in \`${registry}\`: a product is a folder with a \`manifest.yaml\``);
  const selected = product === undefined ? all : all.filter(({ name }) => name === product);
  if (selected.length === 0) {
    throw new UsageError(
      `no product \`${product}\` in \`${registry}\`${didYouMean(
        product ?? '',
        all.map(({ name }) => name),
      )}`,
    );
  }
  return selected;
}

interface LoadedProduct {
  readonly input: ProductInput;
  /** The environments of the product manifest; undefined if it cannot be used, so that any may be among them. */
  readonly listed: readonly string[] | undefined;
}

async function loadProduct({ directory }: ProductFolder, wanted: string | undefined): Promise<LoadedProduct> {
  // The registry takes longest, so it is asked for first and waited for last.
  const loading = loadRegistry(directory);
  const manifest = loadYaml(join(directory, 'manifest.yaml'), 'the product manifest');
  const listed = environmentsOf(manifest);
  const environments = (listed ?? [])
    .filter((name) => wanted === undefined || name === wanted)
    .map((environment) => loadEnvironment(directory, environment));
  const manifests = loadManifestFiles(join(directory, 'manifests'));
  const registry = await loading;
  const files = loadContentFiles(directory, contentFilesOf({ registry, manifest, environments }));
  return { input: { registry, manifest, manifests, files, environments }, listed };
}

function loadEnvironment(directory: string, environment: string): EnvironmentInput {
  const path = join(directory, 'environments', `${environment}.yaml`);
  const lock = imageLockFile(path);
  return {
    environment,
    overlay: loadYaml(path, `the overlay of environment \`${environment}\``),
    imageLock: existsSync(lock) ? loadYaml(lock, 'the image lock') : undefined,
    secretFiles: loadSecretFiles(path),
    manifests: loadManifestFiles(manifestFolder(path)),
  };
}

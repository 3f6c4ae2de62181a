import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic, Place } from '../diagnostics';
import {
  contentFilesOf,
  type EnvironmentInput,
  environmentsOf,
  imageLockFile,
  type InputFile,
  manifestFolder,
  type ProductInput,
} from '../model';
import { didYouMean } from './did-you-mean';
import { displayPath } from './display-path';
import { loadContentFiles } from './load-content-files';
import { loadNeighbours, productsNamedBy } from './load-neighbours';
import { loadExtension } from './load-extension';
import { loadManifestFiles } from './load-manifest-files';
import { loadRegistry } from './load-registry';
import { loadSecretFiles } from './load-secret-files';
import { loadYaml } from './load-yaml';
import { findProducts, type ProductFolder, productsBeside } from './products';
import { isThere, pathFlaw, pathKind } from './path-kind';
import { noFile } from './read-text';
import { defaultLimits } from './registry-process/limits';
import { createRegistryProcess, type RegistryProcess } from './registry-process/registry-process';
import { unreadProducts } from './unread-products';
import { UsageError } from './usage-error';

/** The part of a registry that is wanted. */
export interface Selection {
  /** The folder with the products, or the folder of one product. */
  readonly registry: string;
  /** @default every product */
  readonly product?: string | undefined;
  /** @default every environment of each product */
  readonly environment?: string | undefined;
  /**
   * How long the code of a registry may run, in seconds.
   * @default 30
   */
  readonly registryTimeout?: number | undefined;
}

/**
 * Reads the files of every selected environment of every selected product, and of the products that those refer to.
 * @throws UsageError if the selection names nothing that exists
 */
export async function loadProducts(selection: Selection): Promise<ProductInput[]> {
  const { registryTimeout: seconds = defaultLimits.seconds } = selection;
  const registryProcess = createRegistryProcess({ ...defaultLimits, seconds });
  try {
    return await loadSelected(selection, registryProcess);
  } finally {
    registryProcess.close();
  }
}

async function loadSelected(selection: Selection, registryProcess: RegistryProcess): Promise<ProductInput[]> {
  const wanted = selection.environment;
  const { selected, others } = selectProducts(selection);
  const loaded = await Promise.all(selected.map((folder) => loadProduct(folder, wanted, registryProcess)));
  if (wanted !== undefined && loaded.every(({ listed }) => listed?.includes(wanted) === false)) {
    const environments = [...new Set(loaded.flatMap(({ listed = [] }) => listed))];
    throw new UsageError(`no product has an environment \`${wanted}\`${didYouMean(wanted, environments)}`);
  }
  const unread = selection.product === undefined ? unreadProducts(selection.registry, selected) : [];
  const inputs = loaded.map(({ input }, index) => (index === 0 && unread.length > 0 ? { ...input, diagnostics: unread } : input));
  // What is beside the folder of a product is looked at only if the product says that there is something.
  const beside = inputs.some((input) => productsNamedBy(input).length > 0) ? productsBeside(selection.registry) : [];
  return [
    ...inputs,
    ...(await loadNeighbours(
      inputs,
      { inFolder: others, beside },
      async (folder) => (await loadProduct(folder, wanted, registryProcess)).input,
    )),
  ];
}

/** Finds the folders of the selected products, and those of all others. */
function selectProducts({ registry, product }: Selection): Readonly<Record<'selected' | 'others', readonly ProductFolder[]>> {
  const all = findProducts(registry);
  if (all.length === 0) {
    const [unread] = registry === '' ? [] : unreadProducts(registry, []);
    const hint = unread === undefined ? '' : `, such as \`${unread.at.file}\`: name the folder that it is in`;
    throw new UsageError(`no product in \`${registry}\`: a product is a folder with a \`manifest.yaml\`${hint}`);
  }
  const selected = product === undefined ? all : all.filter(({ name }) => name === product);
  if (selected.length === 0) {
    throw new UsageError(
      `no product \`${product}\` in \`${registry}\`${didYouMean(
        product ?? '',
        all.map(({ name }) => name),
      )}`,
    );
  }
  return { selected, others: all.filter((folder) => !selected.includes(folder)) };
}

interface LoadedProduct {
  readonly input: ProductInput;
  /** The environments of the product manifest; undefined if it cannot be used, so that any may be among them. */
  readonly listed: readonly string[] | undefined;
}

async function loadProduct(
  { directory }: ProductFolder,
  wanted: string | undefined,
  registryProcess: RegistryProcess,
): Promise<LoadedProduct> {
  // A link that leads nowhere is one finding, and not one for each file that it could have led to.
  if (pathFlaw(directory) !== undefined)
    return { input: unusable(directory, noFile(directory, 'the folder of a product')), listed: undefined };
  // The registry takes longest, so it is asked for first and waited for last.
  const loading = Promise.all([loadRegistry(directory, registryProcess), loadExtension(directory)]);
  const manifest = loadYaml(join(directory, 'manifest.yaml'), 'the product manifest');
  const listed = environmentsOf(manifest);
  const environments = (listed ?? [])
    .filter((name) => wanted === undefined || name === wanted)
    .map((environment) => loadEnvironment(directory, environment, listedAt(manifest, environment)));
  const manifests = loadManifestFiles(directory, 'manifests');
  const [registry, extension] = await loading;
  const files = loadContentFiles(directory, contentFilesOf({ registry, manifest, environments }));
  return { input: { registry, manifest, manifests, files, extension, environments, environmentFolder: loadFolder(directory) }, listed };
}

/** A product of which nothing can be read, for one reason. */
function unusable(directory: string, finding: Diagnostic): ProductInput {
  const file: InputFile = { value: undefined, file: displayPath(directory), diagnostics: [finding] };
  return { registry: file, manifest: file, environments: [] };
}

/** The names of what stands beside the overlays. */
function loadFolder(directory: string): ProductInput['environmentFolder'] {
  const folder = join(directory, 'environments');
  return pathKind(folder) === 'folder' ? { folder: displayPath(folder), names: readdirSync(folder).sort() } : undefined;
}

/** Where a product manifest lists an environment. */
function listedAt({ file, value }: InputFile, environment: string): Place {
  const { environments } = Object(value) as { environments?: unknown };
  const index = Array.isArray(environments) ? environments.indexOf(environment) : -1;
  return { file, path: index === -1 ? ['environments'] : ['environments', index] };
}

function loadEnvironment(directory: string, environment: string, listed: Place): EnvironmentInput {
  const path = join(directory, 'environments', `${environment}.yaml`);
  const lock = imageLockFile(path);
  return {
    environment,
    overlay: loadYaml(path, `the overlay of environment \`${environment}\``, listed),
    imageLock: isThere(lock) ? loadYaml(lock, 'the image lock') : undefined,
    secretFiles: loadSecretFiles(path),
    manifests: loadManifestFiles(directory, manifestFolder(`environments/${environment}.yaml`)),
  };
}

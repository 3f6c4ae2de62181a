import { join } from 'node:path';
import { type Diagnostic, sortDiagnostics } from '../diagnostics';
import {
  checkPlatform,
  parseEnvironmentOverlay,
  parseImageLock,
  type Parsed,
  parseProductManifest,
  parseRegistry,
  type Platform,
  type Registry,
  resolvePlatform,
} from '../model';
import type { EnvironmentOverlay, ImageLock } from '../registry/schema';
import { checkProducts, type ReadManifest } from './check-products';
import { didYouMean } from './did-you-mean';
import { loadImageLock } from './load-image-lock';
import { type Loaded, loadRegistry } from './load-registry';
import { type LoadedSecretFiles, loadSecretFiles } from './load-secret-files';
import { loadYaml } from './load-yaml';
import { findProducts, type ProductFolder } from './products';
import { UsageError } from './usage-error';

/** Which part of a registry is wanted. */
export interface Selection {
  /** The folder with the products, or the folder of one product. */
  readonly registry: string;
  /** @default every product */
  readonly product?: string | undefined;
  /** @default every environment of each product */
  readonly environment?: string | undefined;
}

/** What the whole way up to the checks gave. */
export interface Compiled {
  /** Every platform whose input could be read. */
  readonly platforms: readonly Platform[];
  /** All findings, sorted. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads, parses, resolves and checks every selected environment of every selected product. Nothing is written.
 * @throws UsageError when the selection names nothing that exists
 */
export async function compile(selection: Selection): Promise<Compiled> {
  const results = await Promise.all(selectProducts(selection).map((folder) => compileProduct(folder, selection.environment)));
  if (selection.environment !== undefined && results.every(({ known }) => !known)) {
    const environments = [...new Set(results.flatMap((result) => result.environments))];
    throw new UsageError(`no product has an environment \`${selection.environment}\`${didYouMean(selection.environment, environments)}`);
  }
  const platforms = results.flatMap((result) => result.platforms);
  const manifests = results.flatMap(({ manifest }) => manifest ?? []);
  return {
    platforms,
    diagnostics: sortDiagnostics([...results.flatMap(({ diagnostics }) => diagnostics), ...checkProducts(manifests, platforms)]),
  };
}

/** Whether any finding stops a synthesis. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
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

interface CompiledProduct extends Compiled {
  readonly environments: readonly string[];
  /** The product manifest, where it could be read. */
  readonly manifest?: ReadManifest;
  /** Whether the wanted environment may be one of this product's: true when its manifest cannot be read. */
  readonly known: boolean;
}

async function compileProduct({ directory }: ProductFolder, wanted: string | undefined): Promise<CompiledProduct> {
  // The registry takes longest, so it is asked for first and waited for last.
  const loading = loadRegistry(directory);
  const manifest = parseLoaded(loadYaml(join(directory, 'manifest.yaml'), 'the product manifest'), parseProductManifest);
  const environments = [...new Set(manifest.value?.environments)];
  const selected = wanted === undefined ? environments : environments.filter((name) => name === wanted);
  const overlays = selected.map((environment) => loadOverlay(directory, environment));
  const registry = parseLoaded(await loading, parseRegistry);
  const diagnostics = [
    ...manifest.diagnostics,
    ...registry.diagnostics,
    ...overlays.flatMap(({ overlay, imageLock, secrets }) => [
      ...overlay.diagnostics,
      ...(imageLock?.diagnostics ?? []),
      ...secrets.diagnostics,
    ]),
  ];
  if (manifest.value === undefined) return { platforms: [], diagnostics, environments, known: true };
  const product = { value: manifest.value, file: manifest.file };
  const compiled = overlays.map((files) => compileEnvironment(files, product, registry));
  return {
    platforms: compiled.flatMap(({ platforms }) => platforms),
    diagnostics: [...diagnostics, ...compiled.flatMap((result) => result.diagnostics)],
    environments,
    manifest: product,
    known: selected.length > 0,
  };
}

interface EnvironmentFiles {
  readonly environment: string;
  readonly overlay: Parsed<EnvironmentOverlay>;
  /** Undefined where there is no such file. */
  readonly imageLock: Parsed<ImageLock> | undefined;
  /** Empty where the overlay's provider of Secrets reads no files. */
  readonly secrets: LoadedSecretFiles;
}

function loadOverlay(directory: string, environment: string): EnvironmentFiles {
  const path = join(directory, 'environments', `${environment}.yaml`);
  const overlay = parseLoaded(loadYaml(path, `the overlay of environment \`${environment}\``), parseEnvironmentOverlay);
  const lock = loadImageLock(path);
  const provider = overlay.value?.secrets.provider;
  const secrets = provider === 'sealed-secrets' || provider === 'sops' ? loadSecretFiles(path) : { files: [], diagnostics: [] };
  return { environment, overlay, imageLock: lock && parseLoaded(lock, parseImageLock), secrets };
}

function compileEnvironment(
  { environment, overlay, imageLock, secrets }: EnvironmentFiles,
  manifest: ReadManifest,
  registry: Parsed<Registry>,
): Compiled {
  // Without the pins of a lock that cannot be read, other images would be checked than those that run.
  if (overlay.value === undefined || registry.value === undefined || (imageLock !== undefined && imageLock.value === undefined))
    return { platforms: [], diagnostics: [] };
  // One that cannot be read would be reported again as missing.
  if (secrets.diagnostics.length > 0) return { platforms: [], diagnostics: [] };
  const { platform, diagnostics } = resolvePlatform({
    registry: { value: registry.value, file: registry.file },
    manifest,
    overlay: { value: overlay.value, file: overlay.file },
    imageLock: imageLock?.value && { value: imageLock.value, file: imageLock.file },
    secretFiles: secrets.files,
    environment,
  });
  return { platforms: [platform], diagnostics: [...diagnostics, ...checkPlatform(platform)] };
}

function parseLoaded<T>(loaded: Loaded, parse: (input: { value: unknown; file: string }) => Parsed<T>): Parsed<T> {
  return loaded.diagnostics.length > 0
    ? { value: undefined, file: loaded.file, diagnostics: loaded.diagnostics }
    : parse({ value: loaded.value, file: loaded.file });
}

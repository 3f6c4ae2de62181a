import { join } from 'node:path';
import { closestName, type Diagnostic, sortDiagnostics } from '../diagnostics';
import {
  checkPlatform,
  parseEnvironmentOverlay,
  type Parsed,
  parseProductManifest,
  parseRegistry,
  type Platform,
  type Registry,
  resolvePlatform,
} from '../model';
import type { ProductManifest } from '../registry/schema';
import { type Loaded, loadRegistry } from './load-registry';
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
export function compile(selection: Selection): Compiled {
  const results = selectProducts(selection).map((folder) => compileProduct(folder, selection.environment));
  if (selection.environment !== undefined && results.every(({ known }) => !known)) {
    const environments = [...new Set(results.flatMap((result) => result.environments))];
    throw new UsageError(`no product has an environment \`${selection.environment}\`${didYouMean(selection.environment, environments)}`);
  }
  return {
    platforms: results.flatMap(({ platforms }) => platforms),
    diagnostics: sortDiagnostics(results.flatMap(({ diagnostics }) => diagnostics)),
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
    throw new UsageError(`no product \`${product}\` in \`${registry}\`${didYouMean(product ?? '', all.map(({ name }) => name))}`);
  }
  return selected;
}

interface CompiledProduct extends Compiled {
  readonly environments: readonly string[];
  /** Whether the wanted environment may be one of this product's: true when its manifest cannot be read. */
  readonly known: boolean;
}

function compileProduct({ directory }: ProductFolder, wanted: string | undefined): CompiledProduct {
  const manifest = parseLoaded(loadYaml(join(directory, 'manifest.yaml'), 'the product manifest'), parseProductManifest);
  const registry = parseLoaded(loadRegistry(directory), parseRegistry);
  const diagnostics = [...manifest.diagnostics, ...registry.diagnostics];
  if (manifest.value === undefined) return { platforms: [], diagnostics, environments: [], known: true };
  const { environments } = manifest.value;
  const selected = wanted === undefined ? environments : environments.filter((name) => name === wanted);
  const compiled = selected.map((environment) =>
    compileEnvironment(directory, environment, { value: manifest.value!, file: manifest.file }, registry),
  );
  return {
    platforms: compiled.flatMap(({ platforms }) => platforms),
    diagnostics: [...diagnostics, ...compiled.flatMap((result) => result.diagnostics)],
    environments,
    known: selected.length > 0,
  };
}

function compileEnvironment(
  directory: string,
  environment: string,
  manifest: { readonly value: ProductManifest; readonly file: string },
  registry: Parsed<Registry>,
): Compiled {
  const loaded = loadYaml(join(directory, 'environments', `${environment}.yaml`), `the overlay of environment \`${environment}\``);
  const overlay = parseLoaded(loaded, parseEnvironmentOverlay);
  if (overlay.value === undefined || registry.value === undefined) return { platforms: [], diagnostics: overlay.diagnostics };
  const { platform, diagnostics } = resolvePlatform({
    registry: { value: registry.value, file: registry.file },
    manifest,
    overlay: { value: overlay.value, file: overlay.file },
    environment,
  });
  return { platforms: [platform], diagnostics: [...overlay.diagnostics, ...diagnostics, ...checkPlatform(platform)] };
}

function parseLoaded<T>(loaded: Loaded, parse: (input: { value: unknown; file: string }) => Parsed<T>): Parsed<T> {
  return loaded.diagnostics.length > 0
    ? { value: undefined, file: loaded.file, diagnostics: loaded.diagnostics }
    : parse({ value: loaded.value, file: loaded.file });
}

function didYouMean(name: string, candidates: readonly string[]): string {
  const suggestion = closestName(name, candidates);
  return suggestion === undefined ? '' : `; did you mean \`${suggestion}\`?`;
}

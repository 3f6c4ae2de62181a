import { type Diagnostic, hasErrors, sortDiagnostics } from '../diagnostics';
import { checkAcross } from './across/check-across';
import { productCycles } from './across/product-cycles';
import { undeclaredNeighbours } from './across/undeclared-neighbours';
import { unlistedServices } from './across/unlisted-services';
import { checkPlatform } from './check';
import { type CompiledPlatform, withBlueprint } from './compiled';
import { type ExtendedPlatform, extendPlatform } from './extend-platform';
import type { ExtensionInput, ProductInput } from './read/input';
import { namedProducts } from './read/named-products';
import { readProduct, type ReadProduct } from './read/product';
import { resolvePlatform, type ResolveInput } from './resolve';
import { neighbourProducts, servicesByNamespace } from './resolve/neighbours';

/** The platforms of a registry, and the findings about them. */
export interface Compiled {
  /** Every platform whose input could be read, in the order of the input. An error among the findings does not take a platform away. */
  readonly platforms: readonly CompiledPlatform[];
  /** All findings, sorted, each once. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Turns the input of products into platforms, and checks everything: the shape of each file, each platform by itself, and all platforms together.
 * Pure, and never throws on input of its type.
 * @param products all that share clusters, servers and stores, each with the environments that are wanted
 */
export function compile(products: readonly ProductInput[]): Compiled {
  const all = products.map(readProduct);
  const read = all.filter(({ referenceOnly }) => !referenceOnly);
  const neighbours = neighbourProducts(all);
  const checked = read.flatMap(({ manifest, registry, files: contentFiles, environments, extension }) =>
    manifest && registry
      ? environments.map((files) => checkEnvironment({ manifest, registry, contentFiles, ...files, products: neighbours }, extension))
      : [],
  );
  const platforms = checked.map(({ compiled }) => compiled);
  const manifests = read.flatMap(({ manifest }) => manifest ?? []);
  return {
    platforms,
    diagnostics: sortDiagnostics([
      ...read.flatMap(({ diagnostics }) => diagnostics),
      ...unreadable(all, read),
      ...checked.flatMap(({ diagnostics }) => diagnostics),
      ...checkAcross(manifests, platforms),
      ...unlistedServices(all),
      ...productCycles(all),
      ...undeclaredNeighbours(
        platforms.map(({ platform }) => platform),
        (environment) => servicesByNamespace(neighbours, environment),
      ),
    ]),
  };
}

/** The findings that keep a product from being read which is there only because others depend on its services. */
function unreadable(all: readonly ReadProduct[], read: readonly ReadProduct[]): Diagnostic[] {
  const wanted = new Set(read.flatMap(({ registry }) => namedProducts(registry?.value)));
  const known = new Set(all.map(({ manifest }) => manifest?.value.name));
  const lacking = [...wanted].some((name) => !known.has(name));
  return all
    .filter(({ referenceOnly, manifest }) => referenceOnly && (manifest === undefined ? lacking : wanted.has(manifest.value.name)))
    .flatMap(({ diagnostics }) => diagnostics.filter(({ severity }) => severity === 'error'));
}

/** Resolves and checks one platform. The code of an extension is run if there are no errors that it could stumble over. */
function checkEnvironment(input: ResolveInput, extension: ExtensionInput | undefined): ExtendedPlatform {
  const { platform, diagnostics } = resolvePlatform(input);
  const compiled = withBlueprint(platform);
  const found = [...diagnostics, ...checkPlatform(platform, compiled.blueprint)];
  if (extension === undefined || hasErrors(found)) return { compiled, diagnostics: found };
  const extended = extendPlatform(compiled, extension);
  const again =
    extended.compiled === compiled ? found : [...diagnostics, ...checkPlatform(extended.compiled.platform, extended.compiled.blueprint)];
  return { compiled: extended.compiled, diagnostics: [...again, ...extended.diagnostics] };
}

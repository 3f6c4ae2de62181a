import { type Diagnostic, sortDiagnostics } from '../diagnostics';
import { checkAcross } from './across/check-across';
import { checkPlatform } from './check';
import { type CompiledPlatform, withBlueprint } from './compiled';
import type { ProductInput } from './read/input';
import { readProduct } from './read/product';
import { resolvePlatform } from './resolve';

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
  const read = products.map(readProduct);
  const resolved = read.flatMap(({ manifest, registry, files: contentFiles, environments }) =>
    manifest && registry ? environments.map((files) => resolvePlatform({ manifest, registry, contentFiles, ...files })) : [],
  );
  const platforms = resolved.map(({ platform }) => withBlueprint(platform));
  const manifests = read.flatMap(({ manifest }) => manifest ?? []);
  return {
    platforms,
    diagnostics: sortDiagnostics([
      ...read.flatMap(({ diagnostics }) => diagnostics),
      ...resolved.flatMap(({ diagnostics }) => diagnostics),
      ...platforms.flatMap(({ platform, blueprint }) => checkPlatform(platform, blueprint)),
      ...checkAcross(manifests, platforms),
    ]),
  };
}

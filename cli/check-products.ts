import { createDiagnostic, type Diagnostic, type Place } from '../diagnostics';
import { checkParity, type Platform } from '../model';
import type { ProductManifest } from '../registry/schema';
import { sharedServers } from './shared-servers';
import { sharedStores } from './shared-stores';

/** A product manifest that could be read. */
export interface ReadManifest {
  readonly value: ProductManifest;
  readonly file: string;
}

/**
 * Checks what no platform shows by itself: the manifests' own lists, and what platforms have in common. Takes time in proportion to the input.
 * @returns findings in no particular order
 */
export function checkProducts(manifests: readonly ReadManifest[], platforms: readonly Platform[]): Diagnostic[] {
  return [
    ...manifests.flatMap(repeatedNames),
    ...duplicateProducts(manifests),
    ...sharedNamespaces(platforms),
    ...sharedServers(platforms),
    ...sharedStores(platforms),
    ...parity(platforms),
  ];
}

function repeatedNames({ value, file }: ReadManifest): Diagnostic[] {
  return (['services', 'environments'] as const).flatMap((field) => {
    const first = new Map<string, number>();
    return value[field].flatMap((name, index) => {
      const other = first.get(name);
      if (other === undefined) {
        first.set(name, index);
        return [];
      }
      const related = [{ label: 'also listed at', place: { file, path: [field, other] } }];
      return [createDiagnostic('manifest-repeated', { field, name }, { file, path: [field, index] }, { related })];
    });
  });
}

/** Two products of one name would write one tree. */
function duplicateProducts(manifests: readonly ReadManifest[]): Diagnostic[] {
  const owners = new Map<string, Place>();
  return manifests.flatMap(({ value: { name }, file }) => {
    const place: Place = { file, path: ['name'] };
    const owner = owners.get(name);
    if (owner !== undefined) {
      return [
        createDiagnostic('product-name-duplicate', { product: name }, place, {
          related: [{ label: 'also the name of the product in', place: owner }],
        }),
      ];
    }
    owners.set(name, place);
    return [];
  });
}

/** Environments of one name are taken to be in one cluster. */
function sharedNamespaces(platforms: readonly Platform[]): Diagnostic[] {
  const owners = new Map<string, Platform>();
  return platforms.flatMap((platform) => {
    const { product, environment, namespace } = platform;
    const id = JSON.stringify([environment, namespace]);
    const owner = owners.get(id);
    if (owner === undefined) owners.set(id, platform);
    if (owner === undefined || owner.product === product) return [];
    // The namespace that is the product's name belongs to that product.
    const [blamed, other] = namespace === product ? [owner, platform] : [platform, owner];
    const related = [{ label: 'also the namespace in', place: namespacePlace(other) }];
    return [
      createDiagnostic(
        'namespace-shared',
        { namespace, product: blamed.product, other: other.product, environment },
        namespacePlace(blamed),
        { related },
      ),
    ];
  });
}

function namespacePlace({ namespace, product, sources }: Platform): Place {
  return namespace === product ? { file: sources.manifest.file, path: ['name'] } : { file: sources.overlay.file, path: ['namespace'] };
}

/** Two folders may say that they are the same product, which they are not. */
function parity(platforms: readonly Platform[]): Diagnostic[] {
  const products = new Map<string, Platform[]>();
  for (const platform of platforms) {
    const { file } = platform.sources.manifest;
    const product = products.get(file) ?? [];
    products.set(file, product);
    product.push(platform);
  }
  return [...products.values()].flatMap(checkParity);
}

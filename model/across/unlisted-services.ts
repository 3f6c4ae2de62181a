import { createDiagnostic, type Diagnostic } from '../../diagnostics';
import type { ProductFiles } from './product-files';

/**
 * Finds entries of registries that no product lists. An entry counts as listed if the product manifest beside it lists its key, or that of a product
 * with the same entry in its registry: products may share one. Takes time in proportion to the entries.
 */
export function unlistedServices(products: readonly ProductFiles[]): Diagnostic[] {
  const left = products.flatMap((product) => {
    const listed = new Set(product.manifest?.value.services);
    return product.manifest === undefined || product.registry === undefined
      ? []
      : Object.keys(product.registry.value).flatMap((key) => (listed.has(key) ? [] : [{ product, key }]));
  });
  if (left.length === 0) return [];
  const keys = new Set(left.map(({ key }) => key));
  const listedEntries = new Set(
    products.flatMap(({ manifest, registry }) =>
      (manifest?.value.services ?? []).flatMap((key) => (keys.has(key) && registry !== undefined ? [entryText(registry.value, key)] : [])),
    ),
  );
  return left.flatMap(({ product: { manifest, registry, referenceOnly }, key }) => {
    if (referenceOnly || manifest === undefined || registry === undefined || listedEntries.has(entryText(registry.value, key))) return [];
    const related = [{ label: 'the services of the product are listed at', place: { file: manifest.file, path: ['services'] } }];
    const at = { file: registry.file, path: [key], key: true };
    return [createDiagnostic('service-unlisted', { service: key, product: manifest.value.name, manifest: manifest.file }, at, { related })];
  });
}

function entryText(registry: Readonly<Record<string, unknown>>, key: string): string {
  try {
    return JSON.stringify([key, Object.hasOwn(registry, key) ? registry[key] : undefined]);
  } catch {
    // A value that holds itself, which is a finding of its own.
    return key;
  }
}

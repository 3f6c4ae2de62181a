import { createDiagnostic, type Diagnostic, type Place } from '../../diagnostics';
import type { ProductManifest } from '../../registry/schema';

/** A product manifest that could be read. */
export interface ReadManifest {
  readonly value: ProductManifest;
  readonly file: string;
}

/** Checks the lists of each product manifest, and the products' names. Takes time in proportion to the manifests. */
export function checkManifests(manifests: readonly ReadManifest[]): Diagnostic[] {
  return [...manifests.flatMap(repeatedNames), ...duplicateProducts(manifests)];
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

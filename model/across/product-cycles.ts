import { createDiagnostic, type Diagnostic, type Place } from '../../diagnostics';
import { shortestCycle, stronglyConnected } from '../graph';
import type { ProductFiles } from './product-files';

/**
 * Finds products whose services depend on each other in a circle: the shortest cycle of each group that hangs together. Takes time in proportion to the
 * dependencies.
 */
export function productCycles(products: readonly ProductFiles[]): Diagnostic[] {
  // A finding points at the first product of a cycle that has one of its own.
  const inOrder = [...products].sort((a, b) => Number(a.referenceOnly) - Number(b.referenceOnly));
  const edges = new Map<string, Map<string, Place>>();
  for (const { manifest, registry } of inOrder) {
    if (manifest !== undefined && registry !== undefined && !edges.has(manifest.value.name))
      edges.set(manifest.value.name, dependenciesOf(manifest.value, registry));
  }
  const graph = new Map([...edges].map(([name, targets]) => [name, [...targets.keys()].filter((target) => edges.has(target))]));
  const reported = new Set(
    products.flatMap(({ manifest, referenceOnly }) => (referenceOnly || manifest === undefined ? [] : [manifest.value.name])),
  );
  return stronglyConnected(graph).flatMap((group) => {
    const cycle = shortestCycle(group, graph);
    const [product = '', next = ''] = cycle;
    const at = edges.get(product)?.get(next);
    return at === undefined || !group.some((name) => reported.has(name))
      ? []
      : [createDiagnostic('dependency-product-cycle', { cycle, products: group.length }, at)];
  });
}

/** The products that services of a product depend on, each with the place of the first dependency. */
function dependenciesOf(
  { name, services }: { readonly name: string; readonly services: readonly string[] },
  { value, file }: NonNullable<ProductFiles['registry']>,
): Map<string, Place> {
  const found = new Map<string, Place>();
  for (const key of services) {
    const { dependsOn = [] } = (Object.hasOwn(value, key) ? value[key] : undefined) ?? {};
    for (const [index, dependency] of dependsOn.entries()) {
      const product = dependency.slice(0, Math.max(0, dependency.indexOf('/')));
      if (product !== '' && product !== name && !found.has(product)) found.set(product, { file, path: [key, 'dependsOn', index] });
    }
  }
  return found;
}

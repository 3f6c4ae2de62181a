import { placeUnder } from '../origin';
import { textsIn } from '../read/named-products';
import type { NetworkCaller } from '../platform';
import { compareText } from './order';
import type { NeighbourProducts } from './neighbours';

/** A reference to a service of another product, such as `${services.platform/auth.url}`. */
const reference = /\$\{services\.([^/."}]+)\/([^."}]+)/g;

/** Tells which services of other products call services of a product in an environment, by product and key in code-unit order. */
export type CallersOf = (product: string, environment: string) => readonly NetworkCaller[];

/**
 * Finds who calls services of another product, by `dependsOn` or by a reference. Each environment is looked through once, when it is asked for.
 * @param products every product that may call one
 */
export function indexCallers(products: NeighbourProducts): CallersOf {
  const byEnvironment = new Map<string, ReadonlyMap<string, readonly NetworkCaller[]>>();
  return (product, environment) => {
    const known = byEnvironment.get(environment) ?? callersByProduct(products, environment);
    byEnvironment.set(environment, known);
    return known.get(product) ?? [];
  };
}

function callersByProduct(products: NeighbourProducts, environment: string): Map<string, NetworkCaller[]> {
  const byProduct = new Map<string, NetworkCaller[]>();
  const inOrder = [...products].sort(([a], [b]) => compareText(a, b));
  for (const [product, { manifest, registry, namespaces, overlays }] of inOrder) {
    const namespace = namespaces.get(environment);
    if (namespace === undefined || registry === undefined) continue;
    const overlay = overlays.get(environment);
    const ofAll = dependenciesIn([manifest.value.defaults, overlay?.env]);
    for (const service of [...new Set(manifest.value.services)].sort(compareText)) {
      const entry = Object.hasOwn(registry.value, service) ? registry.value[service] : undefined;
      if (entry === undefined) continue;
      const own = overlay?.services !== undefined && Object.hasOwn(overlay.services, service) ? overlay.services[service] : undefined;
      const called = new Set([...(entry.dependsOn ?? []).filter((name) => name.includes('/')), ...dependenciesIn([entry, own]), ...ofAll]);
      for (const dependency of [...called].sort(compareText)) {
        const slash = dependency.indexOf('/');
        const other = dependency.slice(0, slash);
        if (other === product) continue;
        const callers = byProduct.get(other) ?? [];
        byProduct.set(other, callers);
        callers.push({
          product,
          namespace,
          service,
          calls: dependency.slice(slash + 1),
          place: placeUnder({ file: registry.file, path: [service] }, 'dependsOn'),
        });
      }
    }
  }
  return byProduct;
}

/** The services of other products that texts refer to, each with its product. */
function dependenciesIn(values: readonly unknown[]): string[] {
  return [...textsIn(values)].flatMap((text) => [...text.matchAll(reference)].map(([, product, service]) => `${product}/${service}`));
}

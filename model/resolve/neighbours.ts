import { boundedSuggest, createDiagnostic, type Diagnostic, type Place } from '../../diagnostics';
import type { EnvironmentOverlay, ProductManifest } from '../../registry/schema';
import { placeUnder } from '../origin';
import type { Neighbour, Service } from '../platform';
import type { Registry } from '../read/parse';
import { namespaceOf } from './namespace';
import { compareText } from './order';
import { resolvePorts } from './ports';

/** The files of a product, as far as others refer to it. */
interface ProductFiles {
  readonly manifest: { readonly value: ProductManifest; readonly file: string } | undefined;
  readonly registry: { readonly value: Registry; readonly file: string } | undefined;
  readonly environments: readonly { readonly environment: string; readonly overlay: { readonly value: EnvironmentOverlay } }[];
}

/** The products that services can depend on, by name. */
export type NeighbourProducts = ReadonlyMap<string, KnownProduct>;

interface KnownProduct {
  readonly manifest: { readonly value: ProductManifest; readonly file: string };
  /** Undefined if it cannot be read. */
  readonly registry: ProductFiles['registry'];
  readonly listed: ReadonlySet<string>;
  /** The namespace of each environment whose files can be read. */
  readonly namespaces: ReadonlyMap<string, string>;
  /** The overlay of each environment whose files can be read. */
  readonly overlays: ReadonlyMap<string, EnvironmentOverlay>;
}

/** Lists products by name. Of two with one name, which is a finding, the first counts. */
export function neighbourProducts(products: readonly ProductFiles[]): NeighbourProducts {
  const byName = new Map<string, KnownProduct>();
  for (const { manifest, registry, environments } of products) {
    if (manifest === undefined || byName.has(manifest.value.name)) continue;
    byName.set(manifest.value.name, {
      manifest,
      registry,
      listed: new Set(manifest.value.services),
      namespaces: new Map(
        environments.map(({ environment, overlay }) => [environment, namespaceOf(overlay.value).name ?? manifest.value.name]),
      ),
      overlays: new Map(environments.map(({ environment, overlay }) => [environment, overlay.value])),
    });
  }
  return byName;
}

/**
 * Finds the services of other products that services depend on, in the environment of the same name.
 * @returns those that exist, by key in code-unit order, and the findings about the others. A product that cannot be read has findings of its own.
 */
export function resolveNeighbours(
  products: NeighbourProducts,
  services: readonly Pick<Service, 'dependsOn' | 'place'>[],
  here: { readonly product: string; readonly environment: string },
): { readonly neighbours: readonly Neighbour[]; readonly diagnostics: readonly Diagnostic[] } {
  const found = new Map<string, FoundNeighbour>();
  const diagnostics: Diagnostic[] = [];
  for (const { dependsOn, place } of services) {
    for (const [index, dependency] of dependsOn.entries()) {
      if (!dependency.includes('/')) continue;
      const known = found.get(dependency) ?? findNeighbour(products, dependency, here);
      found.set(dependency, known);
      const finding = 'finding' in known ? known.finding?.(placeUnder(place, 'dependsOn', index)) : undefined;
      if (finding !== undefined) diagnostics.push(finding);
    }
  }
  const neighbours = [...found.values()].flatMap((known) => ('neighbour' in known ? [known.neighbour] : []));
  return { neighbours: neighbours.sort((a, b) => compareText(a.key, b.key)), diagnostics };
}

/** A service of another product; or the finding that there is none, undefined if another finding says so. */
export type FoundNeighbour = { readonly neighbour: Neighbour } | { readonly finding: ((at: Place) => Diagnostic) | undefined };

/**
 * Looks up a service of another product.
 * @param key the product and the registry key with a slash between them
 */
export function findNeighbour(
  products: NeighbourProducts,
  key: string,
  here: { readonly product: string; readonly environment: string },
): FoundNeighbour {
  const slash = key.indexOf('/');
  const [product, service] = [key.slice(0, slash), key.slice(slash + 1)];
  const dependency = key;
  if (product === here.product) return { finding: (at) => createDiagnostic('dependency-own-product', { dependency, service }, at) };
  const known = products.get(product);
  if (known === undefined) {
    const close = boundedSuggest([...products.keys()].filter((name) => name !== here.product))(product);
    const suggestion = close === undefined ? undefined : `${close}/${service}`;
    return { finding: (at) => createDiagnostic('dependency-product-unknown', { dependency, product, suggestion }, at) };
  }
  const { manifest, registry, listed, namespaces } = known;
  if (registry === undefined) return { finding: undefined };
  const entry = Object.hasOwn(registry.value, service) ? registry.value[service] : undefined;
  if (entry === undefined) {
    const close = boundedSuggest(manifest.value.services)(service);
    const suggestion = close === undefined ? undefined : `${product}/${close}`;
    return { finding: (at) => createDiagnostic('dependency-unknown', { dependency, suggestion }, at) };
  }
  if (!listed.has(service)) {
    const related = [{ label: 'its product manifest is', place: { file: manifest.file, path: ['services'] } }];
    return { finding: (at) => createDiagnostic('dependency-outside-product', { dependency, product }, at, { related }) };
  }
  const { environment } = here;
  const namespace = namespaces.get(environment);
  if (namespace === undefined) {
    // One that is listed has a file that cannot be read.
    if (manifest.value.environments.includes(environment)) return { finding: undefined };
    const related = [{ label: 'its environments are listed at', place: { file: manifest.file, path: ['environments'] } }];
    return { finding: (at) => createDiagnostic('dependency-environment-missing', { dependency, product, environment }, at, { related }) };
  }
  return { neighbour: neighbourOf(product, service, entry, { namespace, file: registry.file }) };
}

function neighbourOf(
  product: string,
  service: string,
  entry: Registry[string],
  { namespace, file }: { readonly namespace: string; readonly file: string },
): Neighbour {
  const { kind = 'service', layer, hostname = service } = entry;
  const place: Place = { file, path: [service] };
  const { ports } = resolvePorts(kind === 'cron' ? {} : entry, place);
  return { key: `${product}/${service}`, product, service, kind, layer, namespace, host: `${hostname}.${namespace}.svc`, ports, place };
}

/**
 * Lists every service that other products may call in an environment.
 * @returns by namespace, in the order of the products
 */
export function servicesByNamespace(products: NeighbourProducts, environment: string): ReadonlyMap<string, readonly Neighbour[]> {
  return new Map(
    [...products].flatMap(([product, { manifest, registry, namespaces }]): [string, Neighbour[]][] => {
      const namespace = namespaces.get(environment);
      if (namespace === undefined || registry === undefined) return [];
      const services = manifest.value.services.flatMap((service) => {
        const entry = Object.hasOwn(registry.value, service) ? registry.value[service] : undefined;
        return entry === undefined ? [] : [neighbourOf(product, service, entry, { namespace, file: registry.file })];
      });
      return [[namespace, services]];
    }),
  );
}

import { namedProducts, type ProductInput } from '../model';
import type { ProductFolder } from './products';

/**
 * Reads the products that have to do with selected ones: all of the same folder, since each may call services of a selected one, and the policies of those have
 * their callers; and of the products beside the folder those that are referred to, and that these refer to in turn.
 * @param selected the products that were read
 * @param others the folders of all other products
 * @returns products for reference only, in the order of their folders
 */
export async function loadNeighbours(
  selected: readonly ProductInput[],
  { inFolder, beside }: { readonly inFolder: readonly ProductFolder[]; readonly beside: readonly ProductFolder[] },
  load: (folder: ProductFolder) => Promise<ProductInput>,
): Promise<ProductInput[]> {
  const loaded = new Map<ProductFolder, ProductInput>();
  const isWanted = selected.some(mayMeanAny) ? () => true : meansAny(selected);
  const others = [...inFolder, ...beside];
  let wanted = [...inFolder, ...beside.filter(({ name }) => isWanted(name))];
  while (wanted.length > 0) {
    const read = await Promise.all(wanted.map(load));
    for (const [index, folder] of wanted.entries()) loaded.set(folder, { ...read[index]!, referenceOnly: true });
    const next = new Set(read.flatMap(productsNamedBy));
    wanted = others.filter((folder) => !loaded.has(folder) && next.has(folder.name));
  }
  return others.flatMap((folder) => loaded.get(folder) ?? []);
}

/** Lists the products that the files of one name in `dependsOn` and in references. */
export function productsNamedBy({ registry, manifest, environments }: ProductInput): string[] {
  return namedProducts(registry.value, manifest.value, ...environments.map(({ overlay }) => overlay.value));
}

/** Whether a product has entries that it leaves out, or hosts of Kubernetes Services, of which only the other products can tell what they are. */
function mayMeanAny(product: ProductInput): boolean {
  const { services } = Object(product.manifest.value) as { services?: unknown };
  const listed = new Set(Array.isArray(services) ? (services as unknown[]) : []);
  return Object.keys(Object(product.registry.value) as object).some((key) => !listed.has(key)) || textOf(product).includes('.svc');
}

/** Tells the products whose names stand in `dependsOn`, or as the domain of a host. */
function meansAny(selected: readonly ProductInput[]): (name: string) => boolean {
  const named = new Set(selected.flatMap(productsNamedBy));
  const text = selected.map(textOf).join('\n');
  return (name) => named.has(name) || text.includes(`.${name}`);
}

function textOf({ registry, manifest, environments }: ProductInput): string {
  return JSON.stringify([registry.value, manifest.value, environments.map(({ overlay }) => overlay.value)]);
}

import type { Diagnostic, Place } from '../../diagnostics';
import type { CompiledPlatform, FindingGroup } from '../../model';
import { checkLeftTree } from '../../plan';
import type { Selection } from '../load-products';
import { previewTrees } from '../preview-parameters';
import { productsBeside } from '../products';
import type { TreeName } from './before-tree';
import { changedObjects } from './changed-objects';
import type { Before } from './open-before';

/** Why no platform has a tree of before, and the spot that decides it. */
interface Reason {
  readonly why: 'renamed' | 'environment' | 'unknown';
  readonly at: Place;
}

/**
 * Finds trees of before that keep data and that no platform has now: a product has another name, or an environment is gone. Where a part of the registry is asked for, the others
 * are not known, and nothing is found.
 * @param platforms all of the registry
 */
export function leftBefore(platforms: readonly CompiledPlatform[], before: Before, selection: Selection): FindingGroup {
  if (selection.product !== undefined || selection.environment !== undefined) return { of: undefined, diagnostics: [] };
  const all = before.names();
  const current = new Set(platforms.map(({ platform }) => `${platform.product}/${platform.environment}`));
  const isPreview = previewTrees(platforms);
  const gone = all.filter((name) => !current.has(`${name.product}/${name.environment}`) && !isPreview(name));
  // A registry may be the folder of one product, with others beside it that write here too.
  const beside = gone.length === 0 ? new Set() : new Set(productsBeside(selection.registry).map(({ name }) => name));
  const left = gone.filter(({ product }) => !beside.has(product));
  const own = productsOf(platforms.map(({ platform }) => platform));
  const others = left.filter(({ product }) => !own.has(product));
  return { of: undefined, diagnostics: left.flatMap((name) => findingsOf(name, platforms, all, others, before)) };
}

function findingsOf(
  name: TreeName,
  platforms: readonly CompiledPlatform[],
  all: readonly TreeName[],
  others: readonly TreeName[],
  before: Before,
): readonly Diagnostic[] {
  const { product, environment } = name;
  const tree = before.treeOf(product, environment);
  if (tree === undefined) return [];
  const development = platforms.some(({ platform }) => platform.environment === environment && platform.development);
  const { objects } = changedObjects(tree, [], development);
  const finding = checkLeftTree({
    ...name,
    folder: tree.folder,
    objects,
    development,
    ...reasonOf(name, platforms, all, others, tree.folder),
  });
  return finding === undefined ? [] : [finding];
}

/** A product that alone is new where one alone is gone is the same under another name. Others may be in another registry. */
function reasonOf(
  { product }: TreeName,
  platforms: readonly CompiledPlatform[],
  all: readonly TreeName[],
  gone: readonly TreeName[],
  folder: string,
): Reason {
  const own = platforms.find(({ platform }) => platform.product === product);
  if (own !== undefined) return { why: 'environment', at: { ...own.platform.sources.manifest, path: ['environments'] } };
  const known = new Set(all.map((name) => name.product));
  const fresh = platforms.filter(({ platform }) => !known.has(platform.product));
  const isRenamed = productsOf(fresh.map(({ platform }) => platform)).size === 1 && productsOf(gone).size === 1;
  return !isRenamed
    ? { why: 'unknown', at: { file: folder, path: [] } }
    : { why: 'renamed', at: { ...fresh[0]!.platform.sources.manifest, path: ['name'] } };
}

function productsOf(names: readonly { readonly product: string }[]): ReadonlySet<string> {
  return new Set(names.map(({ product }) => product));
}

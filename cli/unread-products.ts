import { readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { createDiagnostic, type Diagnostic } from '../diagnostics';
import { displayPath } from './display-path';
import { pathKind } from './path-kind';
import { isOneProduct, isWhole, type ProductFolder } from './products';

/**
 * Finds folders of products that a registry has where products are not looked for: a folder deeper, or in the folder of a product.
 * @param registry the folder with the products, or of one product
 * @param products those that are read
 * @returns a finding for each, by folder in code-unit order
 */
export function unreadProducts(registry: string, products: readonly ProductFolder[]): Diagnostic[] {
  const read = new Set(products.map(({ directory }) => realPath(directory)));
  const isUnread = (folder: string): boolean => isWhole(folder) && !read.has(realPath(folder));
  const inside = foldersIn(registry);
  const reason = isOneProduct(registry) ? 'above' : 'deeper';
  const unread = (reason === 'above' ? inside : inside.filter((folder) => !read.has(realPath(folder))).flatMap(foldersIn)).filter(isUnread);
  return unread.map((path) => {
    const folder = displayPath(path);
    return createDiagnostic('product-unread', { folder, reason, registry: displayPath(registry) }, { file: folder, path: [] });
  });
}

/** The folders in a folder. Links are not followed: they could lead anywhere. */
function foldersIn(directory: string): string[] {
  try {
    const entries = readdirSync(directory, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
      .map(({ name }) => join(directory, name))
      .sort();
  } catch {
    return [];
  }
}

function realPath(path: string): string {
  return pathKind(path) === 'nothing' ? path : realpathSync(path);
}

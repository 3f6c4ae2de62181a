import { realpathSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { findProducts } from './products';
import { UsageError } from './usage-error';

/**
 * Keeps manifests out of the input: they would be taken for files of it, and a development Secret would lie among what is committed. Where the input is the working
 * directory or around it, as with `--registry .`, only the folders of the products are.
 * @throws UsageError if the folder for the trees is in one of the registry or of a product
 */
export function expectOutside(out: string, registry: string): void {
  if (registry === '') return;
  const [target, here] = [realPath(out), realPath('.')];
  for (const folder of [registry, ...findProducts(registry).map(({ directory }) => directory)]) {
    const input = realPath(folder);
    if (holds(input, here) || !holds(input, target)) continue;
    throw new UsageError(`\`--out ${out}\` is in \`${folder}\`, which is read: name a folder outside of it, such as \`dist\``);
  }
}

/** Resolves the symbolic links in the part of a path that exists. */
function realPath(path: string): string {
  const full = resolve(path);
  try {
    return realpathSync(full);
  } catch {
    const parent = dirname(full);
    return parent === full ? full : join(realPath(parent), basename(full));
  }
}

function holds(directory: string, path: string): boolean {
  return path === directory || path.startsWith(directory.endsWith(sep) ? directory : directory + sep);
}

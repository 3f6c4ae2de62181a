import { createHash } from 'node:crypto';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { displayPath } from '../display-path';
import { pathKind } from '../path-kind';
import { type BeforeTree, isManifest, type TreeName } from './before-tree';
import { git } from './git';

/** The manifests of all platforms that a commit has. */
export interface GitTrees {
  readonly treeOf: (product: string, environment: string) => BeforeTree | undefined;
  readonly names: () => readonly TreeName[];
}

/**
 * Lists the manifests that a commit has in a folder, whatever is on disk.
 * @param output the folder with all trees; it need not exist
 * @param commit a name of the commit that git can resolve
 * @returns undefined if the folder is in no repository, git is not there, or the commit is not known
 */
export function gitTrees(output: string, commit: string): GitTrees | undefined {
  const folder = nearestFolder(resolve(output));
  const below = relative(folder, resolve(output)).split(sep).join('/');
  const listed = git(folder, ['ls-tree', '-r', '-z', commit, ...(below === '' ? [] : ['--', below])]);
  if (listed === undefined) return undefined;
  const ids = idsByTree(listed.toString('utf8'), below === '' ? '' : `${below}/`);
  return {
    treeOf: (product, environment) => {
      const tree = ids.get(`${product}/${environment}`);
      return tree && treeOf(folder, displayPath(join(output, product, environment)), tree);
    },
    names: () =>
      [...ids].flatMap(([name, files]) => {
        const [product = '', environment = ''] = name.split('/');
        return [...files.keys()].some(isManifest) ? [{ product, environment }] : [];
      }),
  };
}

/** Whether a commit is known by a name, in the repository of a folder. */
export function isCommit(output: string, name: string): boolean {
  return git(nearestFolder(resolve(output)), ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]) !== undefined;
}

/** `cdk8s synth` may have taken the folder of the manifests away. */
function nearestFolder(path: string): string {
  return pathKind(path) === 'folder' || dirname(path) === path ? path : nearestFolder(dirname(path));
}

/** The ids of the contents of files, by path in their tree, by the folder of the tree. */
function idsByTree(listed: string, prefix: string): Map<string, Map<string, string>> {
  const trees = new Map<string, Map<string, string>>();
  for (const line of listed.split('\0')) {
    const [, id, path] = /^\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
    if (id === undefined || path?.startsWith(prefix) !== true) continue;
    const [product = '', environment = '', ...file] = path.slice(prefix.length).split('/');
    if (file.length === 0) continue;
    const folder = join(product, environment).split(sep).join('/');
    const tree = trees.get(folder) ?? new Map<string, string>();
    trees.set(folder, tree.set(file.join('/'), id));
  }
  return trees;
}

function treeOf(repository: string, folder: string, ids: ReadonlyMap<string, string>): BeforeTree {
  return {
    folder,
    paths: [...ids.keys()],
    isSame: (path, text) => {
      const id = ids.get(path);
      return id !== undefined && id === idOf(text, id.length);
    },
    read: (paths) => {
      const wanted = paths.flatMap((path) => {
        const id = ids.get(path);
        return id === undefined ? [] : [[path, id] as const];
      });
      const contents = readContents(repository, [...new Set(wanted.map(([, id]) => id))]);
      return new Map(
        wanted.flatMap(([path, id]) => {
          const text = contents.get(id);
          return text === undefined ? [] : [[path, text] as const];
        }),
      );
    },
  };
}

/**
 * Names a text as git does, so that texts are compared without reading the other one.
 * @see https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
 */
function idOf(text: string, length: number): string {
  return createHash(length === 40 ? 'sha1' : 'sha256')
    .update(`blob ${Buffer.byteLength(text)}\0`)
    .update(text)
    .digest('hex');
}

/** Reads contents by their ids, all in one call of git. */
function readContents(folder: string, ids: readonly string[]): Map<string, string> {
  const contents = new Map<string, string>();
  const stream = ids.length === 0 ? undefined : git(folder, ['cat-file', '--batch'], ids.map((id) => `${id}\n`).join(''));
  let start = 0;
  while (stream !== undefined && start < stream.length) {
    const end = stream.indexOf('\n', start);
    const [id = '', type, size] = stream.toString('utf8', start, end === -1 ? stream.length : end).split(' ');
    if (end === -1) break;
    // A partial clone lacks contents.
    const bytes = type === 'missing' ? -1 : Number(size);
    if (bytes >= 0) contents.set(id, stream.toString('utf8', end + 1, end + 1 + bytes));
    start = end + 1 + (bytes >= 0 ? bytes + 1 : 0);
  }
  return contents;
}

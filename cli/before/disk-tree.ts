import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { displayPath } from '../display-path';
import { pathKind } from '../path-kind';
import { type BeforeTree, isManifest, type TreeName } from './before-tree';

/**
 * The manifests in a folder on disk.
 * @returns undefined if there is no such folder
 */
export function diskTree(directory: string): BeforeTree | undefined {
  if (pathKind(directory) !== 'folder') return undefined;
  // A tree has no folders; one that is there, or a link to one, is not ours.
  const paths = readdirSync(directory, { encoding: 'utf8' });
  const textOf = (path: string): string | undefined => {
    const file = join(directory, path);
    return pathKind(file) === 'file' ? readFileSync(file, 'utf8') : undefined;
  };
  return {
    folder: displayPath(directory),
    paths,
    isSame: (path, text) => textOf(path) === text,
    read: (wanted) =>
      new Map(
        wanted.flatMap((path) => {
          const text = textOf(path);
          return text === undefined ? [] : [[path, text] as const];
        }),
      ),
  };
}

/** The trees with manifests in a folder on disk, by folder in code-unit order; none if there is no such folder. */
export function diskTreeNames(output: string): TreeName[] {
  return foldersIn(output).flatMap((product) =>
    foldersIn(join(output, product)).flatMap((environment) =>
      entriesOf(join(output, product, environment)).some(({ name }) => isManifest(name)) ? [{ product, environment }] : [],
    ),
  );
}

function foldersIn(directory: string): string[] {
  return entriesOf(directory)
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
}

function entriesOf(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch {
    return [];
  }
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { displayPath } from '../display-path';
import { pathKind } from '../path-kind';
import type { BeforeTree } from './before-tree';

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

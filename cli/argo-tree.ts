import { lstatSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CompiledPlatform } from '../model';
import type { DirectoryContent, ManifestFile } from '../output';
import { argoDirectory } from './argo-folder';
import { diskTree } from './before/disk-tree';
import { isManifest } from './before/before-tree';

/** What turns the objects of Argo CD into text. */
type ArgoRenderer = Pick<typeof import('../constructs'), 'buildArgoApp'> & Pick<typeof import('../output'), 'renderFiles'>;

/**
 * Renders the objects by which Argo CD carries the tree of a platform.
 * @param renderer what turns platforms into text, which is loaded late
 * @param output the folder for all trees
 * @param command the one that writes the files again
 * @returns the folder without a file if the platform has none
 */
export function renderArgoTree(
  { buildArgoApp, renderFiles }: ArgoRenderer,
  { platform, blueprint }: CompiledPlatform,
  output: string,
  command: string,
): DirectoryContent {
  const charts = buildArgoApp(blueprint)?.render() ?? [];
  const files = renderFiles(charts as unknown as ManifestFile[], [], { command });
  return { directory: argoDirectory(output, platform.product, platform.environment), files };
}

/** Whether a folder for objects of Argo CD has to be written: it gets files, or has some that have to go. */
export function isArgoTreeWritten({ directory, files }: DirectoryContent): boolean {
  return files.length > 0 || (!isLink(directory) && (diskTree(directory)?.paths.some(isManifest) ?? false));
}

/** The folders above one for objects of Argo CD that are below that of all trees. */
export function argoParents(directory: string): readonly string[] {
  return [dirname(dirname(directory)), dirname(directory)];
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

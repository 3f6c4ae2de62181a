import { lstatSync, readFileSync, type BigIntStats } from 'node:fs';
import { dirname, join } from 'node:path';
import { isOurs, MANIFEST_SUFFIX, readTree, type DirectoryTree } from './directory-tree';
import { outputError } from './output-error';
import type { RenderedFile } from './render';

/** A rendered file that exists already, with its identity at the time of the comparison, which shows a swap by another run. */
export interface UnchangedFile {
  readonly file: RenderedFile;
  readonly stats: BigIntStats;
}

/** The changes that make a directory contain the rendered files, sorted by path. */
export interface Comparison {
  readonly written: readonly RenderedFile[];
  readonly unchanged: readonly UnchangedFile[];
  readonly removed: readonly string[];
  /** The content of the directory; undefined if there is no directory. */
  readonly tree: DirectoryTree | undefined;
}

/** The mode of a file: only its owner may read a Secret; all other files are reviewed, committed and served. */
export const modeOf = (path: string): number => (path.endsWith(`.secret${MANIFEST_SUFFIX}`) ? 0o600 : 0o644);

/**
 * Compares the rendered files with a directory, byte by byte, and writes nothing.
 *
 * @param root the directory's absolute path; undefined if there is none yet
 * @throws OutputError `bad-path`, `duplicate-file`, `path-is-taken` or `target-is-repository`
 * @throws Error with Node's `code` if a file cannot be read, `ENOENT` if it has disappeared meanwhile
 */
export function compareFiles(files: readonly RenderedFile[], root: string | undefined): Comparison {
  const tree = root === undefined ? undefined : readTree(root);
  const written: RenderedFile[] = [];
  const unchanged: UnchangedFile[] = [];
  const rendered = new Set<string>();
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    checkPath(file.path);
    if (rendered.has(file.path)) throw outputError('duplicate-file', `${file.path} is to be written twice`);
    rendered.add(file.path);
    const stats = root !== undefined && tree?.ours.get(file.path) === 'file' ? unchangedStats(join(root, file.path), file) : undefined;
    if (stats === undefined) written.push(file);
    else unchanged.push({ file, stats });
  }
  checkRoom(rendered, tree);
  const removed = [...(tree?.ours.keys() ?? [])].filter((path) => !rendered.has(path)).sort();
  return { written, unchanged, removed, tree };
}

function unchangedStats(path: string, file: RenderedFile): BigIntStats | undefined {
  const stats = lstatSync(path, { bigint: true });
  if (Number(stats.size) !== Buffer.byteLength(file.text)) return undefined;
  // A Secret that others can read is a change. Of other files only the bytes count: the umask of a checkout is no change.
  if (modeOf(file.path) === 0o600 && process.platform !== 'win32' && (Number(stats.mode) & 0o077) !== 0) return undefined;
  return readFileSync(path).equals(Buffer.from(file.text)) ? stats : undefined;
}

function checkPath(path: string): void {
  const segments = path.split('/');
  const odd = segments.some((segment) => segment === '' || segment === '.' || segment === '..' || /[\\:\0]/.test(segment));
  if (odd) throw outputError('bad-path', `${JSON.stringify(path)} is not a plain relative path with \`/\``);
  // Without the suffix, no later run would know the file as ours and remove it.
  if (!isOurs(path)) throw outputError('bad-path', `${JSON.stringify(path)} does not end in ${MANIFEST_SUFFIX} or ${MANIFEST_SUFFIX}.sops`);
}

/** No path may be a file and a directory at once, and none of ours may be inside a foreign symbolic link. */
function checkRoom(rendered: ReadonlySet<string>, tree: DirectoryTree | undefined): void {
  const directories = new Set<string>(tree?.emptyDirectories);
  for (const path of [...rendered, ...(tree?.foreign.keys() ?? [])]) {
    for (let parent = dirname(path); parent !== '.' && !directories.has(parent); parent = dirname(parent)) directories.add(parent);
  }
  for (const directory of directories) {
    if (rendered.has(directory)) {
      throw outputError('path-is-taken', `${directory} is a directory, and a manifest is to be written there; move it away`);
    }
    if (tree?.foreign.has(directory) === true) {
      throw outputError('path-is-taken', `${directory} is in the way of a directory for manifests; move it away`);
    }
  }
}

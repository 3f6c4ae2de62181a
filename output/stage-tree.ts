import { chmodSync, closeSync, constants, copyFileSync, fchmodSync, fsyncSync, linkSync, lstatSync, mkdirSync, openSync } from 'node:fs';
import { readlinkSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { modeOf, type Comparison, type UnchangedFile } from './compare-files';
import { codeOf } from './output-error';
import type { RenderedFile } from './render';

/** The `code` of the error if the directory changed between reading and staging; the caller starts again. */
export const CHANGED_MEANWHILE = 'CHANGED_MEANWHILE';

/**
 * Builds the whole new tree at a path of its own, so that one rename can put it in place. Unchanged files are hard links, not copies:
 * they keep their inodes and times, and no byte is written twice.
 *
 * @param from the directory of the comparison; it is only read
 * @param to the path of the new tree; it must not exist, and be on the same file system
 * @param durable whether to return only when all files are on the disk, so that not even a power cut leaves empty files
 * @throws Error with code {@link CHANGED_MEANWHILE} or `ENOENT` if another run swapped `from` meanwhile; any other code of Node's
 *   if the disk refuses. The caller removes the unfinished tree.
 */
export function stageTree(comparison: Comparison, from: string, to: string, durable: boolean): void {
  const { written, unchanged, tree } = comparison;
  const directories = new Set<string>();
  const makeDirectory = (path: string): void => {
    if (directories.has(path)) return;
    if (path !== '') makeDirectory(parentOf(path));
    mkdirSync(join(to, path));
    directories.add(path);
  };
  const inItsDirectory = (path: string): string => {
    makeDirectory(parentOf(path));
    return join(to, path);
  };

  makeDirectory('');
  tree?.emptyDirectories.forEach(makeDirectory);
  for (const file of written) writeNew(inItsDirectory(file.path), file);
  for (const entry of unchanged) keepOurs(entry, join(from, entry.file.path), inItsDirectory(entry.file.path));
  for (const [path, kind] of tree?.foreign ?? []) {
    if (kind === 'symlink') symlinkSync(readlinkSync(join(from, path)), inItsDirectory(path));
    else keepForeign(join(from, path), inItsDirectory(path));
  }
  // First all writes, then all flushes: the disk can combine them, which takes two thirds of the time.
  if (durable) for (const file of written) flush(join(to, file.path), 'r+');
  for (const path of directories) {
    if (durable && process.platform !== 'win32') flush(join(to, path), 'r');
    const mode = tree?.directories.get(path);
    if (mode !== undefined) chmodSync(join(to, path), mode);
  }
}

/** Waits until the content of a file, or the names in a directory, have reached the disk. */
export function flush(path: string, flags: 'r' | 'r+'): void {
  const descriptor = openSync(path, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function writeNew(path: string, file: RenderedFile): void {
  const mode = modeOf(file.path);
  // Created with its mode, so that other users can read a Secret at no moment; set again, because a umask may have removed bits.
  const descriptor = openSync(path, 'wx', mode);
  try {
    fchmodSync(descriptor, mode);
    writeFileSync(descriptor, file.text);
  } finally {
    closeSync(descriptor);
  }
}

function keepOurs({ file, stats }: UnchangedFile, from: string, to: string): void {
  if (linked(from, to)) {
    const now = lstatSync(to, { bigint: true });
    if (now.ino === stats.ino && now.mtimeNs === stats.mtimeNs && now.size === stats.size) return;
    throw Object.assign(new Error(`${from} changed while it was read`), { code: CHANGED_MEANWHILE });
  }
  writeNew(to, file);
  utimesSync(to, stats.atime, stats.mtime);
}

function keepForeign(from: string, to: string): void {
  if (linked(from, to)) return;
  const stats = lstatSync(from);
  copyFileSync(from, to, constants.COPYFILE_EXCL);
  chmodSync(to, stats.mode);
  utimesSync(to, stats.atime, stats.mtime);
}

/** Makes a hard link; false if it cannot. Some file systems have none, and Linux refuses them for files of other users. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw error;
    return false;
  }
}

const parentOf = (path: string): string => (path.includes('/') ? dirname(path) : '');

import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ContentFileInput, FileContent } from '../model';
import { isInside } from './is-inside';
import { pathKind } from './path-kind';

/** A ConfigMap takes as much: what is larger is not read. */
const mostBytes = 2 ** 20;

/** How many names are listed of the folder of a file that is not there, so that the one that was meant can be found. */
const mostNames = 500;

/** Characters that no text file has, but for line ends and tabs. */
const control = /(?![\n\r\t])[\p{Cc}\p{Cs}]/u;

/**
 * Reads files of a product's folder that services are given. None is read through a symbolic link that leads out of the folder.
 * @param directory the product's folder
 * @param paths from there, with forward slashes
 * @returns the files, and the names of those beside the files that are not there
 */
export function loadContentFiles(directory: string, paths: readonly string[]): ContentFileInput[] {
  const files = new Map<string, ContentFileInput>();
  for (const path of paths) {
    const file = loadContentFile(directory, path);
    if (file !== undefined) files.set(path, file);
    else for (const name of filesBeside(directory, path)) if (!files.has(name)) files.set(name, { path: name });
  }
  return [...files.values()];
}

function loadContentFile(directory: string, path: string): ContentFileInput | undefined {
  const full = join(directory, ...path.split('/'));
  if (!exists(full)) return undefined;
  if (!isInside(directory, full)) return { path, problem: 'outside' };
  if (pathKind(full) !== 'file') return { path, problem: 'folder' };
  const { size } = statSync(full);
  return size > mostBytes ? { path, bytes: size } : { path, content: contentOf(readFileSync(full)) };
}

/** Whether there is something, be it a symbolic link that leads nowhere. */
function exists(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

function contentOf(bytes: Buffer): FileContent {
  const text = bytes.toString('utf8');
  // A byte order mark and what is not UTF-8 would not come back as the same bytes.
  const isText = !control.test(text) && !text.startsWith('\ufeff') && Buffer.from(text).equals(bytes);
  return isText ? { text } : { base64: bytes.toString('base64') };
}

function filesBeside(directory: string, path: string): string[] {
  const folder = dirname(path);
  const full = join(directory, ...folder.split('/'));
  if (pathKind(full) !== 'folder' || !isInsideOrSame(directory, full)) return [];
  return readdirSync(full)
    .sort()
    .slice(0, mostNames)
    .filter((name) => pathKind(join(full, name)) === 'file')
    .map((name) => (folder === '.' ? name : `${folder}/${name}`));
}

function isInsideOrSame(directory: string, path: string): boolean {
  return realpathSync(directory) === realpathSync(path) || isInside(directory, path);
}

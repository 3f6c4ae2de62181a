import { lstatSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, parse, resolve, sep } from 'node:path';
import { outputError } from './output-error';

/**
 * Returns the directory as an absolute path whose parents are no symbolic links, and refuses directories whose swap would do harm.
 * The directory need not exist. `directory-tree.ts` checks that it contains no repository.
 *
 * @throws OutputError `target-is-symlink`, `target-is-file`, `target-is-root`, `target-is-home` or `target-is-working-directory`
 */
export function resolveTarget(directory: string): string {
  const asGiven = resolve(directory);
  const stats = lstatSync(asGiven, { throwIfNoEntry: false });
  if (stats?.isSymbolicLink() === true) {
    throw outputError('target-is-symlink', `${asGiven} is a symbolic link, and a swap would replace it; name the directory it points to`);
  }
  if (stats !== undefined && !stats.isDirectory()) throw outputError('target-is-file', `${asGiven} is not a directory`);
  const target = realPath(asGiven);
  if (parse(target).root === target) {
    throw outputError('target-is-root', `${target} is the root of the file system; name a directory for the manifests`);
  }
  if (holds(target, realPath(homeDirectory()))) {
    throw outputError('target-is-home', `${target} is or holds the home directory; name a directory for the manifests alone`);
  }
  // The swap puts a new directory there: the calling shell would remain in the removed one.
  if (holds(target, realPath(process.cwd()))) {
    throw outputError('target-is-working-directory', `${target} is or holds the working directory; run this from outside it`);
  }
  return target;
}

/** The home directory; the root for a user without an entry in the system's list, as in some containers. */
function homeDirectory(): string {
  try {
    return homedir();
  } catch {
    return sep;
  }
}

/** Resolves the symbolic links in the part of a path that exists. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPath(parent), basename(path));
  }
}

function holds(directory: string, path: string): boolean {
  return path === directory || path.startsWith(directory.endsWith(sep) ? directory : directory + sep);
}

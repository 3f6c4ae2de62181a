import { lstatSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, parse, resolve, sep } from 'node:path';
import { outputError } from './output-error';

/**
 * The directory as an absolute path whose parents are no symbolic links, once it is certain that swapping it can surprise nobody.
 * It need not exist. That it holds no repository is checked where it is read, in `directory-tree.ts`.
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
  // The swap puts a new directory there: the shell that called us would be left standing in the removed one.
  if (holds(target, realPath(process.cwd()))) {
    throw outputError('target-is-working-directory', `${target} is or holds the working directory; run this from outside it`);
  }
  return target;
}

/** A user without an entry in the system's list, as in some containers, has no home to protect. */
function homeDirectory(): string {
  try {
    return homedir();
  } catch {
    return sep;
  }
}

/** The path with every symbolic link in it resolved, as far as it exists. */
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

import { lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readTree } from './directory-tree';
import { codeOf, outputError } from './output-error';
import { claimWorkspace, deadWorkspaces, setAsideIn, setAsideTrees, stagedIn } from './workspaces';

/** More than the number of runs that could work on one directory at once. */
const MOST_ATTEMPTS = 100;

/**
 * Puts the staged tree of the workspace in the place of the target by two renames: the old tree out, the new one in. A kill before the
 * first rename leaves the old tree, a kill after the second the new one. A kill between them leaves no tree, and {@link mendTarget} of the next run
 * puts the old one back. (No function of Node exchanges two directories in one step.)
 *
 * Two runs at once: a rename never mixes trees, it fails if the tree of the other run is in the way. Then the function takes out that tree too,
 * so the run that swaps last wins, as a whole.
 *
 * @throws OutputError `target-is-mount-point`, or `target-is-busy` after a hundred lost races
 * @throws Error with Node's `code` if the disk refuses; the workspace then still holds the old tree
 */
export function swapDirectory(workspace: string, target: string): void {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    try {
      renameSync(target, setAsideIn(workspace, attempt));
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EBUSY' || code === 'EXDEV') {
        const help = 'mount its parent, or name a directory inside it';
        throw outputError('target-is-mount-point', `${target} is a mount point and cannot be swapped; ${help}`);
      }
      if (code !== 'ENOENT') throw error;
    }
    try {
      renameSync(stagedIn(workspace), target);
      return;
    } catch (error) {
      const code = codeOf(error);
      if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
    }
  }
  throw outputError('target-is-busy', `${target} is being rewritten by other runs again and again; nothing was written`);
}

/**
 * Removes a workspace. If the target is missing, the old tree goes back as a whole. Otherwise the function moves foreign files to the target that it lacks,
 * or has in an older state: a user may have saved one during the swap.
 */
export function closeWorkspace(workspace: string, target: string): void {
  for (const setAside of setAsideTrees(workspace)) {
    if (!putBack(setAside, target)) salvageForeign(setAside, target);
  }
  rmSync(workspace, { recursive: true, force: true });
}

/** Finishes the work of killed runs: restores the tree that they took out, if the target is missing, and removes the rest. */
export function mendTarget(target: string): void {
  for (const dead of deadWorkspaces(target)) {
    const workspace = claimWorkspace(dead, target);
    if (workspace !== undefined) closeWorkspace(workspace, target);
  }
}

/** The directory that {@link mendTarget} would leave at the target; undefined for none. Changes nothing. */
export function currentDirectory(target: string): string | undefined {
  if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) return target;
  return deadWorkspaces(target).flatMap(setAsideTrees)[0];
}

function putBack(setAside: string, target: string): boolean {
  if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) return false;
  try {
    renameSync(setAside, target);
    return true;
  } catch (error) {
    const code = codeOf(error);
    // Another run has put its own tree there at this moment.
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
    return false;
  }
}

function salvageForeign(setAside: string, target: string): void {
  for (const path of readTree(setAside).foreign.keys()) {
    const here = lstatSync(join(target, path), { bigint: true, throwIfNoEntry: false });
    // A hard link is the same file in both trees, so its times are equal.
    if (here !== undefined && here.mtimeNs >= lstatSync(join(setAside, path), { bigint: true }).mtimeNs) continue;
    mkdirSync(dirname(join(target, path)), { recursive: true });
    renameSync(join(setAside, path), join(target, path));
  }
}

import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { WORKSPACE_PREFIX } from './directory-tree';
import { codeOf } from './output-error';
import { isRunning, ownIdentity } from './process-identity';

/*
 * A workspace is a directory beside the target, `.cadastre-<target>.<pid>.<start>.<number>`, where one run keeps the tree it builds
 * (`new`) and the tree it took out (`old-0`, `old-1`, …). Its name identifies the run, so a run can distinguish a leftover of a dead run
 * from the work of a live one without a lock: no run waits, and no lock remains after a kill.
 */

/** The tree that a run builds, in its workspace. */
export const stagedIn = (workspace: string): string => join(workspace, 'new');

/** The place for the tree that a run takes out at its n-th attempt. */
export const setAsideIn = (workspace: string, attempt: number): string => join(workspace, `old-${attempt}`);

/** The trees that a run has taken out and not yet removed, the latest first. */
export function setAsideTrees(workspace: string): string[] {
  const attempts = readdirSync(workspace).map((name) => Number(/^old-(\d+)$/.exec(name)?.[1] ?? NaN));
  return attempts
    .filter((attempt) => !Number.isNaN(attempt))
    .sort((a, b) => b - a)
    .map((attempt) => setAsideIn(workspace, attempt));
}

/**
 * Makes a workspace for this run beside the target, whose parent must exist.
 *
 * @throws Error with Node's `code` if the parent is not writable
 */
export function openWorkspace(target: string): string {
  // Closed to others, because it may hold development Secrets.
  return withFreeName(target, (path) => mkdirSync(path, { mode: 0o700 }));
}

/** The workspaces of a target whose runs are dead; empty if the parent of the target does not exist. */
export function deadWorkspaces(target: string): string[] {
  const prefix = prefixOf(target);
  return namesIn(dirname(target))
    .filter((name) => name.startsWith(prefix))
    .flatMap((name) => {
      // Exactly three numbers, or it belongs to another target, such as `dev.1` beside `dev`.
      const identity = /^(\d+\.\d+)\.\d+$/.exec(name.slice(prefix.length))?.[1];
      return identity === undefined || isRunning(identity) ? [] : [join(dirname(target), name)];
    });
}

/**
 * Takes over the workspace of a dead run. If two runs find it, the first rename decides.
 *
 * @returns its new path; undefined if another run was first
 */
export function claimWorkspace(dead: string, target: string): string | undefined {
  try {
    return withFreeName(target, (path) => renameSync(dead, path));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

const prefixOf = (target: string): string => `${WORKSPACE_PREFIX}${basename(target)}.`;

function withFreeName(target: string, make: (path: string) => void): string {
  for (let number = 0; ; number++) {
    const path = join(dirname(target), `${prefixOf(target)}${ownIdentity()}.${number}`);
    try {
      make(path);
      return path;
    } catch (error) {
      const code = codeOf(error);
      if (code !== 'EEXIST' && code !== 'ENOTEMPTY') throw error;
    }
  }
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

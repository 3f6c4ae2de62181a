import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { compareFiles, type Comparison } from './compare-files';
import { codeOf } from './output-error';
import type { RenderedFile } from './render';
import { CHANGED_MEANWHILE, flush, stageTree } from './stage-tree';
import { closeWorkspace, currentDirectory, mendTarget, swapDirectory } from './swap-directory';
import { resolveTarget } from './target-directory';
import { openWorkspace, stagedIn } from './workspaces';

/** The effect of a write, done or planned: paths relative to the directory, each list sorted by code unit. */
export interface WriteSummary {
  /** New, or with other bytes than before. */
  readonly written: readonly string[];
  /** Unchanged, with their inodes and times. */
  readonly unchanged: readonly string[];
  /** Manifests that are no longer rendered. */
  readonly removed: readonly string[];
}

/** Options of a write. */
export interface WriteOptions {
  /** Whether to wait until all files are on the disk, so that a power cut cannot leave empty files; costs 0.5 to 1 ms a written file. Default true. */
  readonly durable?: boolean;
}

/** The attempts if other runs swap the directory during the comparison, and the pause between them in milliseconds. */
const MOST_ATTEMPTS = 50;
const PAUSE = 5;

/**
 * Computes the effect of {@link writeManifests} and changes nothing.
 *
 * @throws as {@link writeManifests} does before it writes
 */
export function planWrite(files: readonly RenderedFile[], directory: string): WriteSummary {
  const target = resolveTarget(directory);
  return summaryOf(whileSwapped(() => compareFiles(files, currentDirectory(target))));
}

/**
 * Makes a directory contain exactly these manifests. The directory is the old one or the new one, never half: the function builds the new tree
 * beside it and swaps it in as a whole. A kill at any moment leaves whole files, and the next run mends. Files that do not change keep
 * inode and times, files that end in neither `.k8s.yaml` nor `.k8s.yaml.sops` are kept, and without a change the function touches no file. Manifests get mode
 * 0644, `*.secret.k8s.yaml` 0600. Runs at the same time do not wait for each other; the one that swaps last wins, as a whole.
 *
 * @param directory absolute, or relative to the working directory; it and its parents are made if they do not exist
 * @throws OutputError with a `target-…` code if the directory is a symbolic link, a file, a mount point or a repository, or is or
 *   holds the root, the home or the working directory; `bad-path`, `duplicate-file` or `path-is-taken` for the files. All but
 *   `target-is-mount-point` and `target-is-busy` come before anything is written, and after every one the directory is as it was.
 * @throws Error with Node's `code` if the disk refuses
 */
export function writeManifests(files: readonly RenderedFile[], directory: string, options: WriteOptions = {}): WriteSummary {
  if (!Array.isArray(files) || typeof directory !== 'string')
    throw new TypeError('`writeManifests()` takes the list of files that `renderFiles()` returns, and the path of a folder');
  return whileSwapped(() => {
    const prepared = prepare(files, directory, options);
    try {
      prepared.swap();
    } finally {
      prepared.close();
    }
    return prepared.summary;
  });
}

/** A write whose new tree stands beside the directory, and is not in its place yet. */
export interface PreparedWrite {
  readonly summary: WriteSummary;
  /**
   * Puts the new tree in its place.
   * @throws OutputError or Error as {@link writeManifests} does; the directory then is as it was once {@link close} was called
   */
  readonly swap: () => void;
  /** Removes what is beside the directory: the old tree, or the new one if it was not put in its place. */
  readonly close: () => void;
}

/**
 * Does all of {@link writeManifests} but the swap.
 * @throws as {@link writeManifests} does; nothing is left beside the directory then
 */
export function prepareWrite(files: readonly RenderedFile[], directory: string, options: WriteOptions = {}): PreparedWrite {
  return whileSwapped(() => prepare(files, directory, options));
}

function prepare(files: readonly RenderedFile[], directory: string, { durable = true }: WriteOptions): PreparedWrite {
  const target = resolveTarget(directory);
  // Compared before mending, so that a refusal has no effect; mending moves the compared tree as a whole.
  const comparison = compareFiles(files, currentDirectory(target));
  mendTarget(target);
  const summary = summaryOf(comparison);
  if (comparison.written.length + comparison.removed.length === 0) return { summary, swap: () => undefined, close: () => undefined };
  mkdirSync(dirname(target), { recursive: true });
  const workspace = openWorkspace(target);
  const close = (): void => closeWorkspace(workspace, target);
  try {
    stageTree(comparison, target, stagedIn(workspace), durable);
  } catch (error) {
    close();
    throw error;
  }
  const swap = (): void => {
    swapDirectory(workspace, target);
    // Before the old tree is removed, so that one of the two survives a power cut.
    if (durable && process.platform !== 'win32') flush(dirname(target), 'r');
  };
  return { summary, swap, close };
}

function summaryOf({ written, unchanged, removed }: Comparison): WriteSummary {
  return { written: written.map(({ path }) => path), unchanged: unchanged.map(({ file }) => file.path), removed };
}

/** Runs `attempt`, and again if another run has swapped the directory meanwhile. */
function whileSwapped<Result>(attempt: () => Result): Result {
  for (let count = 1; ; count++) {
    try {
      return attempt();
    } catch (error) {
      const code = codeOf(error);
      if ((code !== 'ENOENT' && code !== CHANGED_MEANWHILE) || count === MOST_ATTEMPTS) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    }
  }
}

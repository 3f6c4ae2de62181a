import { codeOf } from './output-error';
import type { RenderedFile } from './render';
import { type PreparedWrite, prepareWrite, type WriteOptions, type WriteSummary } from './write-manifests';

/** A directory, and the manifests that it shall contain. */
export interface DirectoryContent {
  /** Absolute, or relative to the working directory. */
  readonly directory: string;
  readonly files: readonly RenderedFile[];
}

/**
 * Writes several directories, each as `writeManifests()` does: all new trees are built before the first is put in its place, so that a full disk or a refusal changes none. A
 * kill changes some and not others only in the moment of the swaps, which are two renames each.
 * @param contents directories of which none contains another
 * @returns the effect on each, in the same order
 * @throws as `writeManifests()`; the message says which directories were written, if any
 */
export function writeDirectories(contents: readonly DirectoryContent[], options: WriteOptions = {}): WriteSummary[] {
  const prepared: PreparedWrite[] = [];
  let swapped = 0;
  try {
    for (const { files, directory } of contents) prepared.push(prepareWrite(files, directory, options));
    for (const { swap } of prepared) {
      swap();
      swapped++;
    }
  } catch (error) {
    throw withState(error, contents.slice(0, swapped), contents.slice(swapped));
  } finally {
    for (const { close } of prepared) close();
  }
  return prepared.map(({ summary }) => summary);
}

/** The error with what it has left, if there is more than one directory. */
function withState(error: unknown, written: readonly DirectoryContent[], others: readonly DirectoryContent[]): unknown {
  const code = codeOf(error);
  if (code === undefined || written.length + others.length < 2) return error;
  const { message, path } = error as { message?: unknown; path?: unknown };
  const state = written.length === 0 ? 'nothing was written' : `written: ${listed(written)}; as before: ${listed(others)}`;
  return Object.assign(new Error(`${String(message)}; ${state}`), { code, state, ...(typeof path === 'string' && { path }) });
}

function listed(contents: readonly DirectoryContent[]): string {
  return contents.map(({ directory }) => directory).join(', ');
}

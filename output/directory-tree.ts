import { lstatSync, readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { outputError } from './output-error';

/** What stands at a path: a regular file, a symbolic link (never followed), or a pipe, socket or device. */
export type EntryKind = 'file' | 'symlink' | 'special';

/** Everything below a directory; paths are relative, with `/`. */
export interface DirectoryTree {
  /** What ends in `.k8s.yaml` or `.k8s.yaml.sops`: written by an earlier run, and removed when it is no longer rendered. */
  readonly ours: ReadonlyMap<string, EntryKind>;
  /** Everything else, such as a README or a kustomization.yaml: always kept. */
  readonly foreign: ReadonlyMap<string, EntryKind>;
  /** Permission bits by path; `''` is the directory itself. */
  readonly directories: ReadonlyMap<string, number>;
  /** Directories nobody put anything in; the others come back with what is in them. */
  readonly emptyDirectories: readonly string[];
}

/** The names of manifests. */
export const MANIFEST_SUFFIX = '.k8s.yaml';

/** The names of files that belong to cadastre: manifests, and encrypted ones that nothing must take for manifests. */
export function isOurs(path: string): boolean {
  return path.endsWith(MANIFEST_SUFFIX) || path.endsWith(`${MANIFEST_SUFFIX}.sops`);
}

/** The names of directories with work in progress, which `.gitignore` covers. */
export const WORKSPACE_PREFIX = '.cadastre-';

/**
 * Reads the names and kinds below a directory, but no content.
 *
 * @throws OutputError `target-is-repository` if there is a `.git` anywhere in it: a working tree is nothing to swap
 * @throws Error with Node's `code` if a directory cannot be read, `ENOENT` if it went away
 */
export function readTree(root: string): DirectoryTree {
  const ours = new Map<string, EntryKind>();
  const foreign = new Map<string, EntryKind>();
  const directories = new Map<string, number>();
  const emptyDirectories: string[] = [];

  function visit(path: string, inWorkspace: boolean): void {
    directories.set(path, lstatSync(join(root, path)).mode & 0o7777);
    const entries = readdirSync(join(root, path), { withFileTypes: true });
    if (entries.length === 0 && path !== '') emptyDirectories.push(path);
    for (const entry of entries) {
      const child = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.name === '.git') {
        throw outputError(
          'target-is-repository',
          `${join(root, child)} makes it a git repository; name a directory for the manifests alone`,
        );
      }
      // What a dead run of a directory further down has set aside is not ours to tidy.
      if (entry.isDirectory()) visit(child, inWorkspace || entry.name.startsWith(WORKSPACE_PREFIX));
      else (isOurs(entry.name) && !inWorkspace ? ours : foreign).set(child, kindOf(entry));
    }
  }

  visit('', false);
  return { ours, foreign, directories, emptyDirectories };
}

const kindOf = (entry: Dirent): EntryKind => (entry.isFile() ? 'file' : entry.isSymbolicLink() ? 'symlink' : 'special');

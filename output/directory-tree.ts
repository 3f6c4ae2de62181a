import { lstatSync, readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { outputError } from './output-error';

/** The kind of the entry at a path: a regular file, a symbolic link (never followed), or a pipe, socket or device. */
export type EntryKind = 'file' | 'symlink' | 'special';

/** Everything below a directory; paths are relative, with `/`. */
export interface DirectoryTree {
  /** Files that end in `.k8s.yaml` or `.k8s.yaml.sops`. An earlier run has written them; a write removes those that are no longer rendered. */
  readonly ours: ReadonlyMap<string, EntryKind>;
  /** All other files, such as a README or a kustomization.yaml. A write always keeps them. */
  readonly foreign: ReadonlyMap<string, EntryKind>;
  /** Permission bits by path; `''` is the directory itself. */
  readonly directories: ReadonlyMap<string, number>;
  /** Empty directories. The others follow from their files. */
  readonly emptyDirectories: readonly string[];
}

/** The names of manifests. */
export const MANIFEST_SUFFIX = '.k8s.yaml';

/** The names of files that belong to cadastre: manifests, and encrypted ones, whose name keeps tools from reading them as manifests. */
export function isOurs(path: string): boolean {
  return path.endsWith(MANIFEST_SUFFIX) || path.endsWith(`${MANIFEST_SUFFIX}.sops`);
}

/** The names of directories with work in progress, which `.gitignore` covers. */
export const WORKSPACE_PREFIX = '.cadastre-';

/**
 * Reads the names and kinds of the entries below a directory, but no content.
 *
 * @throws OutputError `target-is-repository` if there is a `.git` anywhere in it: a swap would replace a working tree
 * @throws Error with Node's `code` if a directory cannot be read, `ENOENT` if it has disappeared
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
      // Leftovers of a dead run of a directory further down belong to that directory.
      if (entry.isDirectory()) visit(child, inWorkspace || entry.name.startsWith(WORKSPACE_PREFIX));
      else (isOurs(entry.name) && !inWorkspace ? ours : foreign).set(child, kindOf(entry));
    }
  }

  visit('', false);
  return { ours, foreign, directories, emptyDirectories };
}

const kindOf = (entry: Dirent): EntryKind => (entry.isFile() ? 'file' : entry.isSymbolicLink() ? 'symlink' : 'special');

import { isUnderPath, mountPathFlaw, systemPaths } from './writable-path';

/** The files that the kubelet writes into every container. */
const kubeletFiles: ReadonlySet<string> = new Set(['/etc/hosts', '/etc/hostname', '/etc/resolv.conf', '/dev/termination-log']);

/** Where every container may write. */
const temporary = '/tmp';

/**
 * Finds the reason why a single file cannot be mounted at a path.
 * @returns the end of a sentence, such as `it does not start with `/``; undefined if there is no reason; never throws
 */
export function filePathFlaw(path: string): string | undefined {
  if (path === '/') return 'it is a directory';
  const flaw = mountPathFlaw(path);
  if (flaw !== undefined) return flaw;
  if (systemPaths.has(path) || path === temporary) return 'it is a directory';
  return kubeletFiles.has(path) ? 'Kubernetes writes it itself' : undefined;
}

/**
 * Reads the path of a file from the folder of its product.
 * @returns without `.` segments, such as `config/app.yaml`; undefined if it leads out of the folder or is no path of a file; never throws
 */
export function productPath(from: string): string | undefined {
  if (from === '' || from.startsWith('/') || from.endsWith('/') || /[\\\p{Cc}\p{Cs}]/u.test(from) || /^[A-Za-z]:/.test(from))
    return undefined;
  const segments: string[] = [];
  for (const segment of from.split('/')) {
    if (segment === '..' && segments.pop() === undefined) return undefined;
    if (segment !== '..' && segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.length === 0 ? undefined : segments.join('/');
}

/** The longest key of a ConfigMap or a Secret, less the hash that may follow. */
const longestKey = 200;

/**
 * Names the files of one volume: each by the end of its path, or by all of its path if another file has the same end.
 * @param hashOf tells paths apart whose names would still be the same
 * @returns a legal data key for each path; no two are equal
 */
export function fileKeys(paths: readonly string[], hashOf: (path: string) => string): ReadonlyMap<string, string> {
  const uses = new Map<string, number>();
  for (const path of paths) uses.set(baseName(path), (uses.get(baseName(path)) ?? 0) + 1);
  return new Map(
    paths.map((path) => {
      const name = baseName(path);
      const whole = path
        .slice(1)
        .replaceAll('/', '_')
        .replace(/[^-._a-zA-Z0-9]/g, '-');
      return [path, uses.get(name) === 1 && isPlainKey(name) ? name : `${whole.slice(-longestKey).replace(/^\.+/, '')}-${hashOf(path)}`];
    }),
  );
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function isPlainKey(name: string): boolean {
  return name.length <= longestKey && /^[-_a-zA-Z0-9.][-._a-zA-Z0-9]*$/.test(name) && name !== '.' && !name.startsWith('..');
}

/** Whether one of two paths is the other one, or is in it as if that were a directory. */
export function pathsClash(path: string, other: string): boolean {
  return isUnderPath(path, other) || isUnderPath(other, path);
}

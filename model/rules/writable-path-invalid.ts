import { placeUnder } from '../origin';
import { rule } from './rule';

/** Where the container runtime mounts something of its own. */
const runtimePaths = ['/proc', '/sys', '/dev', '/var/run/secrets', '/run/secrets'];

/** Reports writable paths that cannot be mounted, or not twice. */
export const writablePathInvalid = rule('writable-path-invalid', ({ platform }, report) => {
  const caPath = platform.postgres?.certificateAuthority?.path;
  const takenPaths = caPath === undefined ? runtimePaths : [...runtimePaths, caPath.slice(0, caPath.lastIndexOf('/'))];
  for (const { writablePaths, place } of platform.services) {
    const seen = new Set<string>();
    for (const [index, path] of writablePaths.entries()) {
      const reason = seen.has(path) ? 'it is listed twice' : reasonOf(path, takenPaths);
      if (reason !== undefined) report({ path, reason }, placeUnder(place, 'writablePaths', index));
      seen.add(path);
    }
  }
});

function reasonOf(path: string, takenPaths: readonly string[]): string | undefined {
  if (!path.startsWith('/')) return 'it does not start with `/`';
  if (path === '/') return 'the root file system stays read-only';
  if (path.endsWith('/') || path.includes('//') || /\/\.\.?(?:\/|$)/.test(path)) return 'it has an empty segment, or one of `.` and `..`';
  if (/[:\u0000-\u001f]/.test(path)) return 'it has a character that a mount cannot have';
  if (isUnder(path, '/tmp')) return '`/tmp` is writable already';
  const taken = takenPaths.find((other) => isUnder(path, other));
  return taken === undefined ? undefined : `\`${taken}\` is mounted by something else`;
}

function isUnder(path: string, parent: string): boolean {
  return path === parent || path.startsWith(`${parent}/`);
}

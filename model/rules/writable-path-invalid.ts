import { placeUnder } from '../origin';
import { rule } from './rule';

/** Where the container runtime mounts something of its own. */
const runtimePaths = ['/proc', '/sys', '/dev', '/var/run/secrets', '/run/secrets'];

/** Directories of an image that its programs run from: an empty one in their place would hide them. */
const systemPaths: ReadonlySet<string> = new Set(
  (
    '/bin /boot /etc /lib /lib32 /lib64 /opt /root /sbin /usr /usr/bin /usr/lib /usr/lib64 /usr/libexec /usr/local /usr/local/bin /usr/local/lib ' +
    '/usr/sbin /usr/share /var /var/lib'
  ).split(' '),
);

/** The longest path that Linux takes. */
const longestPath = 4096;

/** Reports writable paths that cannot be mounted, or would hide what the container needs. */
export const writablePathInvalid = rule('writable-path-invalid', ({ platform }, report) => {
  for (const { database, writablePaths, place } of platform.services) {
    const caPath = database?.server?.certificateAuthority?.path;
    const mounted = caPath === undefined ? [] : [caPath.slice(0, caPath.lastIndexOf('/'))];
    const all = new Set(writablePaths);
    const seen = new Set<string>();
    for (const [index, path] of writablePaths.entries()) {
      const reason = seen.has(path) ? 'it is listed twice' : (reasonOf(path, mounted) ?? nestedIn(path, all));
      if (reason !== undefined) report({ path, reason }, placeUnder(place, 'writablePaths', index));
      seen.add(path);
    }
  }
});

function reasonOf(path: string, mounted: readonly string[]): string | undefined {
  if (!path.startsWith('/')) return 'it does not start with `/`';
  if (path === '/') return 'the root file system stays read-only';
  if (path.length > longestPath) return `it is longer than ${longestPath} characters`;
  if (path.endsWith('/') || path.includes('//') || /\/\.\.?(?:\/|$)/.test(path)) return 'it has an empty segment, or one of `.` and `..`';
  if (/[:\p{Cc}\p{Cs}]/u.test(path)) return 'it has a character that a mount cannot have';
  if (isUnder(path, '/tmp')) return '`/tmp` is writable already';
  if (systemPaths.has(path)) return "an empty directory would hide the image's own";
  const taken = [...runtimePaths, ...mounted].find((other) => isUnder(path, other));
  if (taken !== undefined) return `\`${taken}\` is mounted by something else`;
  const hidden = mounted.find((other) => isUnder(other, path));
  return hidden === undefined ? undefined : `\`${hidden}\`, which is mounted by something else, is under it`;
}

/** Looks at every path above, of which there are as many as the path has segments. */
function nestedIn(path: string, all: ReadonlySet<string>): string | undefined {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const parent = path.slice(0, end);
    if (all.has(parent)) return `\`${parent}\` is writable already`;
  }
  return undefined;
}

function isUnder(path: string, parent: string): boolean {
  return path === parent || path.startsWith(`${parent}/`);
}

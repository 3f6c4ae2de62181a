/** The mounts of the container runtime itself. */
const runtimePaths = ['/proc', '/sys', '/dev', '/var/run/secrets', '/run/secrets'];

/** Directories of an image that its programs run from: an empty one in their place would hide them. */
export const systemPaths: ReadonlySet<string> = new Set(
  (
    '/bin /boot /etc /lib /lib32 /lib64 /opt /root /sbin /usr /usr/bin /usr/lib /usr/lib64 /usr/libexec /usr/local /usr/local/bin /usr/local/lib ' +
    '/usr/sbin /usr/share /var /var/lib'
  ).split(' '),
);

/** Directories to which images bring the program and its files, by the whole path. */
const programPaths: ReadonlySet<string> = new Set(
  '/app /deployments /docker-entrypoint.d /etc/nginx /opt/app /usr/share/nginx /usr/share/nginx/html /usr/src/app /workspace'.split(' '),
);

/** Directories to which images bring the program and its files, by the last segment: dependencies, builds and configuration. */
const programNames: ReadonlySet<string> = new Set(['.next', '.venv', 'conf.d', 'node_modules', 'site-packages', 'venv']);

/** The longest path that Linux takes. */
const longestPath = 4096;

/** The reason against an empty directory in place of one that the image brings. */
export const hidesImage = "an empty directory would hide the image's own";

function isProgramPath(path: string): boolean {
  return programPaths.has(path) || programNames.has(path.slice(path.lastIndexOf('/') + 1));
}

/**
 * Finds the reason why an empty directory at a path cannot be mounted, or would hide files that the container needs.
 * @returns the end of a sentence, such as `it does not start with `/``; undefined if there is no reason; never throws
 */
export function writablePathFlaw(path: string): string | undefined {
  if (path === '/') return 'the root file system stays read-only';
  const flaw = mountPathFlaw(path);
  if (flaw !== undefined) return flaw;
  if (isUnderPath(path, '/tmp')) return '`/tmp` is writable already';
  return systemPaths.has(path) || isProgramPath(path) ? hidesImage : undefined;
}

/**
 * Finds the reason why nothing at all can be mounted at a path.
 * @returns the end of a sentence; undefined if there is no reason; never throws
 */
export function mountPathFlaw(path: string): string | undefined {
  if (!path.startsWith('/')) return 'it does not start with `/`';
  if (path.length > longestPath) return `it is longer than ${longestPath} characters`;
  if (path.endsWith('/') || path.includes('//') || /\/\.\.?(?:\/|$)/.test(path)) return 'it has an empty segment, or one of `.` and `..`';
  if (/[:\p{Cc}\p{Cs}]/u.test(path)) return 'it has a character that a mount cannot have';
  const taken = runtimePaths.find((other) => isUnderPath(path, other));
  return taken === undefined ? undefined : `\`${taken}\` is mounted by something else`;
}

/** Whether a path is a directory or something in it. */
export function isUnderPath(path: string, directory: string): boolean {
  return path === directory || path.startsWith(`${directory}/`);
}

import { placeUnder } from '../origin';
import type { Service, Tool } from '../platform';
import { probesOf } from './facts/probes';
import { problemOf, textLimits, tooMuchConfiguration } from './facts/texts';
import { type AreaRules, rule } from './rule';

/** The largest id that Kubernetes takes. */
const largestId = 2 ** 31 - 1;

/** Reports ids of users and groups that a container cannot run under: root, and what is no id. */
const userInvalid = rule('user-invalid', ({ platform }, report) => {
  for (const { user, place } of platform.services) {
    for (const field of ['uid', 'gid'] as const) {
      const id = user[field];
      if (!Number.isInteger(id) || id < 1 || id > largestId) report({ field, id }, placeUnder(place, 'user', field));
    }
  }
});

/** Reports texts that cannot be written to a manifest, or that no container would start with. */
const textInvalid = rule('text-invalid', ({ platform, variables }, report) => {
  const { label, services, tools, sources } = platform;
  const labelProblem = problemOf(label, textLimits.label);
  if (labelProblem !== undefined) report({ what: 'label', ...labelProblem }, placeUnder(sources.manifest, 'label'));
  for (const { name, value, origin } of variables.plain) {
    // The container is given `NAME=value` in one piece.
    const problem = problemOf(value, { ...textLimits.variable, bytes: textLimits.variable.bytes - Buffer.byteLength(name) });
    if (problem !== undefined) report({ what: name, ...problem }, origin.place);
  }
  for (const service of services) {
    for (const { what, text, path, limits } of textsOf(service)) {
      const problem = problemOf(text, limits);
      if (problem !== undefined) report({ what, ...problem }, placeUnder(service.place, ...path));
    }
    for (const { probe, check, place } of probesOf(platform, service)) {
      const texts =
        'exec' in check ? check.exec : 'http' in check ? Object.values(check.headers) : 'grpc' in check ? [String(check.grpc)] : [];
      const problem = texts.map((text) => problemOf(text, textLimits.argument)).find((found) => found !== undefined);
      if (problem !== undefined) report({ what: probe, ...problem }, place);
    }
    const problem = tooMuchConfiguration(service.config);
    if (problem !== undefined) report({ what: service.key, ...problem }, service.place);
  }
  for (const tool of tools) {
    for (const { what, text, path, limits } of toolTextsOf(tool)) {
      const problem = problemOf(text, limits);
      if (problem !== undefined) report({ what, ...problem }, placeUnder(tool.place, ...path));
    }
  }
});

function toolTextsOf(tool: Tool) {
  const command = tool.name === 'prisma-studio' ? tool.command : [];
  return command.map((text, index) => ({ what: `command[${index}]`, text, path: ['command', index], limits: textLimits.argument }));
}

function textsOf({ label, dockerfile = '', command = [], args = [] }: Service) {
  return [
    { what: 'label', text: label, path: ['label'], limits: textLimits.label },
    { what: 'dockerfile', text: dockerfile, path: ['dockerfile'], limits: textLimits.path },
    ...Object.entries({ command, args }).flatMap(([field, texts]) =>
      texts.map((text, index) => ({ what: `${field}[${index}]`, text, path: [field, index], limits: textLimits.argument })),
    ),
  ];
}

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
const writablePathInvalid = rule('writable-path-invalid', ({ platform }, report) => {
  for (const { database, writablePaths, place } of platform.services) {
    const caPath = database?.server?.certificateAuthority?.path;
    const mounted = caPath === undefined ? [] : [caPath.slice(0, caPath.lastIndexOf('/'))];
    const all = new Set(writablePaths);
    const seen = new Set<string>();
    for (const [index, path] of writablePaths.entries()) {
      const reason = seen.has(path) ? 'it is listed twice' : (reasonAgainstPath(path, mounted) ?? nestedIn(path, all));
      if (reason !== undefined) report({ path, reason }, placeUnder(place, 'writablePaths', index));
      seen.add(path);
    }
  }
});

function reasonAgainstPath(path: string, mounted: readonly string[]): string | undefined {
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

/** The rules about containers. */
export const containersRules: AreaRules<'containers'> = [userInvalid, textInvalid, writablePathInvalid];

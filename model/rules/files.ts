import { appliedBytes, filePathFlaw, mostApplied, pathsClash } from '../../formats';
import { credentialIn, credentialInBytes } from '../objects/credential-lines';
import { placeOf } from '../origin';
import type { Service, ServiceFile } from '../platform';
import { type AreaRules, rule } from './rule';

/** Reports files where something else is mounted: another file, a writable directory, the CA certificate of the database server. */
const filePathInvalid = rule('file-path-invalid', ({ platform }, report) => {
  for (const service of platform.services) {
    const files = [
      ...service.files.map(({ path }) => ({ path, field: 'files' as const })),
      ...service.secretFiles.map(({ path }) => ({ path, field: 'secretFiles' as const })),
    ];
    if (files.length === 0) continue;
    const taken = takenPaths(service);
    const all = new Set(files.map(({ path }) => path));
    const seen = new Set<string>();
    for (const { path, field } of files) {
      // What is wrong by itself is reported by the schema.
      if (filePathFlaw(path) === undefined) {
        const reason = seen.has(path) ? 'it is in `files` too' : (under(path, all) ?? hidden(path, taken));
        if (reason !== undefined) report({ path, reason }, { ...placeOf(platform, 'services', service.key, field, path), key: true });
      }
      seen.add(path);
    }
  }
});

/** Directories of a service that are mounted, and whether a file may be in one. */
function takenPaths({ writablePaths, scratch, volumes, database }: Service): ReadonlyMap<string, boolean> {
  const certificate = database?.server?.certificateAuthority?.path;
  return new Map([
    ...writablePaths.map((path) => [path, true] as const),
    ...[...scratch, ...volumes].map(({ path }) => [path, true] as const),
    ...(certificate === undefined ? [] : [[certificate.slice(0, certificate.lastIndexOf('/')), false] as const]),
  ]);
}

/** Looks at every path above, of which there are as many as the path has segments. */
function under(path: string, files: ReadonlySet<string>): string | undefined {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const parent = path.slice(0, end);
    if (files.has(parent)) return `\`${parent}\` is a file`;
  }
  return undefined;
}

function hidden(path: string, taken: ReadonlyMap<string, boolean>): string | undefined {
  for (const [directory, open] of taken) {
    if (!pathsClash(path, directory)) continue;
    const inside = path.startsWith(`${directory}/`);
    if (!inside || !open) return `\`${directory}\` is mounted by something else`;
  }
  return undefined;
}

/** A ConfigMap takes as much. */
const mostBytes = 2 ** 20;

/** Reports services whose files together fit no ConfigMap. */
const filesTooLarge = rule('files-too-large', ({ platform }, report) => {
  for (const { key, files } of platform.services) {
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    const applied = platform.delivery === 'kubectl' && bytes <= mostBytes ? appliedBytes(files.map(writtenFile)) : 0;
    if (bytes <= mostBytes && applied <= mostApplied) continue;
    const [largest] = [...files].sort((a, b) => b.bytes - a.bytes);
    if (largest === undefined) continue;
    report(
      {
        service: key,
        total: kibibytes(bytes > mostBytes ? bytes : applied),
        limit: kibibytes(bytes > mostBytes ? mostBytes : mostApplied),
        largest: `\`${largest.path}\` with ${kibibytes(largest.bytes)}`,
        files: files.length,
        applied: bytes <= mostBytes,
      },
      placeOf(platform, 'services', key, 'files', largest.path),
    );
  }
});

function writtenFile({ path, content }: ServiceFile): { readonly name: string; readonly value: string } {
  return { name: path, value: content === undefined ? '' : 'text' in content ? content.text : content.base64 };
}

function kibibytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} KiB`;
}

/** Reports files that give a credential away, without its value. */
const fileCredential = rule('file-credential', ({ platform }, report) => {
  for (const { key, files } of platform.services) {
    for (const { path, content } of files) {
      const found = content && ('text' in content ? credentialIn(content.text) : credentialInBytes(content.base64));
      if (found !== undefined) report({ path, ...found }, placeOf(platform, 'services', key, 'files', path));
    }
  }
});

/** Reports scripts that Linux cannot start. */
const fileLineEnds = rule('file-line-ends', ({ platform }, report) => {
  for (const { key, files } of platform.services) {
    for (const { path, from, content } of files) {
      const line = content !== undefined && 'text' in content ? /^#![^\r\n]{0,200}(?=\r)/.exec(content.text)?.[0] : undefined;
      if (line !== undefined) report({ file: from ?? path, line }, placeOf(platform, 'services', key, 'files', path));
    }
  }
});

/** The rules about files. */
export const filesRules: AreaRules<'files'> = [filePathInvalid, filesTooLarge, fileLineEnds, fileCredential];

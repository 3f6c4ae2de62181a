import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RenderedFile } from '../../../output';

/**
 * A version of a tree. Of every six files, two have the same text in all versions, three differ, and one exists in this version
 * only; some are in a directory, and one is a Secret. A text ends in its own checksum of a kind, so that a part is not a whole.
 */
export function versionOf(version: string, count: number): RenderedFile[] {
  const files = Array.from({ length: count }, (_, index) => {
    const folder = index % 10 === 7 ? 'nested/deeper/' : '';
    if (index % 6 < 2) return { path: `${folder}same-${index}.k8s.yaml`, text: textOf('same', index) };
    if (index % 6 < 5) return { path: `${folder}file-${index}.k8s.yaml`, text: textOf(version, index) };
    return { path: `only-${version}/file-${index}.k8s.yaml`, text: textOf(version, index) };
  });
  return [...files, { path: 'db.secret.k8s.yaml', text: textOf(version, count) }];
}

const textOf = (version: string, index: number): string =>
  `# ${version} ${index}\n${`data: ${version}\n`.repeat(20 + ((index * 37) % 200))}# end ${version} ${index}\n`;

/** Every file below a directory by relative path, with its text; an empty record if there is no directory. */
export function readBack(directory: string): Record<string, string> {
  const names = readdirSync(directory, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(files.map((path) => [path.slice(directory.length + 1), readFileSync(path, 'utf8')]));
}

/** What {@link readBack} gives for a directory that holds these files, and the others. */
export function asRecord(files: readonly RenderedFile[], others: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { ...Object.fromEntries(files.map(({ path, text }) => [path, text])), ...others };
}

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseAllDocuments } from 'yaml';
import { createDiagnostic, type Diagnostic, type Place } from '../diagnostics';
import type { ManifestFileInput } from '../model';
import { isInside } from './is-inside';
import { displayPath } from './display-path';
import { pathFlaw, pathKind } from './path-kind';
import { noFile, readText } from './read-text';
import { aliasesText, yamlErrorText } from './yaml-error';
import { yamlDialect } from './yaml-flaws';
import { yamlValue } from './yaml-value';

/**
 * Reads the Kubernetes objects of a folder, in the order of the files' names. No finding shows their content, which may hold a credential.
 * @param folder the name of the folder, from the product's on
 * @returns none if there is no such folder
 */
export function loadManifestFiles(directory: string, folder: string): ManifestFileInput[] {
  const full = join(directory, folder);
  if (pathFlaw(full) !== undefined)
    return [{ file: displayPath(full), documents: [], diagnostics: [noFile(full, 'the folder of manifests')] }];
  if (pathKind(full) !== 'folder') return [];
  return readdirSync(full)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => {
      const path = join(full, name);
      const failed = (finding: (place: Place) => Diagnostic): ManifestFileInput => {
        const file = displayPath(path);
        return { file, documents: [], diagnostics: [finding({ file, path: [] })] };
      };
      if (pathFlaw(path) !== undefined) return failed(() => noFile(path, 'the file'));
      if (!isInside(directory, path)) return failed((place) => createDiagnostic('file-outside', { from: `${folder}/${name}` }, place));
      if (pathKind(path) !== 'file') return failed((place) => createDiagnostic('manifest-unreadable', { flaw: 'file' }, place));
      return loadManifestFile(path);
    });
}

function loadManifestFile(path: string): ManifestFileInput {
  const file = displayPath(path);
  const lineCounter = new LineCounter();
  const failed = (detail: string, offset = 0): ManifestFileInput => {
    const { line, col } = lineCounter.linePos(offset);
    const finding = createDiagnostic('invalid-yaml', { detail }, { file, path: [], position: { line, column: col } });
    return { file, documents: [], diagnostics: [finding] };
  };
  const { text, finding } = readText(path, 'the file');
  if (finding !== undefined) return { file, documents: [], diagnostics: [finding] };
  const parsed = parseAllDocuments(text, {
    lineCounter,
    prettyErrors: false,
    uniqueKeys: true,
    stringKeys: true,
    // A warning on the console would quote the file.
    logLevel: 'error',
  });
  for (const { errors } of parsed) {
    const [error] = errors;
    if (error !== undefined) return failed(yamlErrorText(error.code), error.pos[0]);
  }
  const flaws = [...parsed].flatMap((document) => yamlDialect(document, file, lineCounter));
  if (flaws.length > 0) return { file, documents: [], diagnostics: flaws };
  try {
    return { file, documents: [...parsed].map((document) => yamlValue(document)) };
  } catch {
    return failed(aliasesText);
  }
}

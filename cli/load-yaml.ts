import { basename } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { createDiagnostic, type Place } from '../diagnostics';
import type { InputFile } from '../model';
import { displayPath } from './display-path';
import { isThere, pathKind } from './path-kind';
import { readText } from './read-text';
import { aliasesText, yamlErrorText } from './yaml-error';
import { yamlFlaws } from './yaml-flaws';
import { yamlValue } from './yaml-value';

/**
 * Reads a YAML file.
 * @param what what the file is, in the words of a finding
 * @param wantedAt the place of the finding for one that is not there; by default the file
 * @returns its value, or a finding for each syntax error
 */
export function loadYaml(path: string, what: string, wantedAt?: Place): InputFile {
  const file = displayPath(path);
  const at = { file, path: [] };
  if (!isThere(path) && pathKind(otherExtension(path)) === 'file') {
    const other = displayPath(otherExtension(path));
    const finding = createDiagnostic('file-extension', { file: other, what, name: basename(path) }, { file: other, path: [] });
    return { value: undefined, file, diagnostics: [finding] };
  }
  const { text, finding } = readText(path, what, { wantedAt });
  if (finding !== undefined) return { value: undefined, file, diagnostics: [finding] };
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: false, logLevel: 'error' });
  const errors = document.errors.filter(({ code }) => code !== 'MULTIPLE_DOCS');
  const diagnostics = [
    ...errors.map(({ code, pos }) => {
      const { line, col } = lineCounter.linePos(pos[0]);
      return createDiagnostic('invalid-yaml', { detail: yamlErrorText(code) }, { ...at, position: { line, column: col } });
    }),
    ...(errors.length > 0 ? [] : yamlFlaws(document, file, lineCounter)),
  ];
  if (diagnostics.length > 0) return { value: undefined, file, diagnostics };
  try {
    return { value: yamlValue(document), file };
  } catch {
    return { value: undefined, file, diagnostics: [createDiagnostic('invalid-yaml', { detail: aliasesText }, at)] };
  }
}

function otherExtension(path: string): string {
  return path.replace(/\.yaml$/, '.yml');
}

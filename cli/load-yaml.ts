import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { createDiagnostic } from '../diagnostics';
import type { InputFile } from '../model';
import { displayPath, missing } from './load-registry';
import { pathKind } from './path-kind';

/**
 * Reads a YAML file.
 * @param what what the file is, in the words of a finding
 * @returns its value, or a finding for each syntax error
 */
export function loadYaml(path: string, what: string): InputFile {
  const file = displayPath(path);
  const at = { file, path: [] };
  const kind = pathKind(path);
  if (kind !== 'file') return missing(file, what, kind);
  const lineCounter = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter, prettyErrors: false, uniqueKeys: true });
  if (document.errors.length > 0) {
    const diagnostics = document.errors.map(({ message, pos }) => {
      const { line, col } = lineCounter.linePos(pos[0]);
      return createDiagnostic('invalid-yaml', { detail: message }, { ...at, position: { line, column: col } });
    });
    return { value: undefined, file, diagnostics };
  }
  try {
    return { value: document.toJS(), file };
  } catch (error) {
    // Aliases that would grow beyond measure, or that lead to no anchor.
    const detail = error instanceof Error ? error.message : String(error);
    return { value: undefined, file, diagnostics: [createDiagnostic('invalid-yaml', { detail }, at)] };
  }
}

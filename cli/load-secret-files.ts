import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Lexer, LineCounter, parseDocument } from 'yaml';
import { createDiagnostic, type Diagnostic } from '../diagnostics';
import { secretFolder, type SecretFileInput } from '../model';
import { displayPath } from './display-path';
import { pathFlaw, pathKind } from './path-kind';
import { noFile, readText } from './read-text';
import { aliasesText, yamlErrorText } from './yaml-error';
import { yamlValue } from './yaml-value';

/** Where sops has its configuration, in its working directory or above it. */
const sopsConfiguration = '.sops.yaml';

/**
 * Reads the sealed or encrypted Secrets that belong to an overlay, in no particular order. No finding shows their content.
 * @returns none if there is no such folder
 */
export function loadSecretFiles(overlayFile: string): SecretFileInput[] {
  const folder = secretFolder(overlayFile);
  if (pathFlaw(folder) !== undefined) return [unread(folder, noFile(folder, 'the folder of Secrets'))];
  if (pathKind(folder) !== 'folder') return [];
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name) && name !== sopsConfiguration && pathKind(join(folder, name)) !== 'folder')
    .map((name) => loadSecretFile(join(folder, name)));
}

function loadSecretFile(path: string): SecretFileInput {
  const file = displayPath(path);
  // It is passed on byte by byte.
  const { text, finding } = readText(path, 'the file', { keepMark: true });
  if (finding !== undefined) return unread(path, finding);
  const failed = (detail: string, offset?: number): SecretFileInput => {
    const { line, col } = offset === undefined ? { line: 1, col: 1 } : lineCounter.linePos(offset);
    const finding = createDiagnostic('invalid-yaml', { detail }, { file, path: [], position: { line, column: col } });
    return { file, text, value: undefined, diagnostics: [finding] };
  };
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter,
    prettyErrors: false,
    uniqueKeys: true,
    stringKeys: true,
    version: '1.2',
    resolveKnownTags: false,
  });
  const [error] = document.errors;
  if (error !== undefined) return failed(yamlErrorText(error.code), error.pos[0]);
  // Dates and sets come of YAML 1.1, and of tags: neither kubeseal nor sops writes any.
  if (document.directives?.yaml.version !== '1.2') return failed('it says another version than YAML 1.2');
  const [warning] = document.warnings;
  if (warning !== undefined) return failed('it has a tag or a directive here, which no Secret needs', warning.pos[0]);
  try {
    return { file, text, value: yamlValue(document), comments: commentsIn(text) };
  } catch {
    return failed(aliasesText);
  }
}

function unread(path: string, finding: Diagnostic): SecretFileInput {
  return { file: displayPath(path), text: '', value: undefined, diagnostics: [finding] };
}

function commentsIn(text: string): string[] {
  const tokens = [...new Lexer().lex(text)];
  // This character comes before each scalar, and one in several lines may begin with what looks like a comment.
  return tokens.filter((token, index) => token.startsWith('#') && tokens[index - 1] !== '\u001f');
}

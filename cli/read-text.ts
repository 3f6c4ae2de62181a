import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { createDiagnostic, type Diagnostic, mostLevels, type Place, tooDeepAt } from '../diagnostics';
import { displayPath } from './display-path';
import { pathFlaw, pathKind } from './path-kind';

/** The text of a file, or the finding for one that has none. */
export type ReadText =
  { readonly text: string; readonly finding?: undefined } | { readonly text?: undefined; readonly finding: Diagnostic };

/** How a text file is read. */
export interface ReadOptions {
  /**
   * Whether a byte order mark stays.
   * @default false
   */
  readonly keepMark?: boolean;
  /**
   * What names the file, if something does: that may be wrong if there is none.
   * @default the file
   */
  readonly wantedAt?: Place | undefined;
}

/**
 * Reads a text file of the input.
 * @param what what the file is, in the words of a finding
 * @returns its text, or a finding: it is not there, cannot be read, is not UTF-8, or is nested too deep
 */
export function readText(path: string, what: string, { keepMark = false, wantedAt }: ReadOptions = {}): ReadText {
  if (pathKind(path) !== 'file') return { finding: noFile(path, what, wantedAt) };
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    return { finding: unreadable(path, what, 'denied') };
  }
  const finding = encodingFlaw(bytes, displayPath(path));
  if (finding !== undefined) return { finding };
  const text = bytes.toString('utf8');
  const deep = nestingFlaw(text, displayPath(path));
  if (deep !== undefined) return { finding: deep };
  return { text: keepMark ? text : text.replace(/^\ufeff/, '') };
}

/**
 * The finding for what should be a file: it is not there, is a folder, or leads nowhere.
 * @param wantedAt the place of a finding for one that is not there; by default the file
 */
export function noFile(path: string, what: string, wantedAt?: Place): Diagnostic {
  const flaw = pathFlaw(path);
  if (flaw !== undefined) return unreadable(path, what, flaw);
  const file = displayPath(path);
  const isFolder = pathKind(path) === 'folder';
  const told = isFolder ? `${what} is a folder here, so the file` : what;
  return createDiagnostic('file-missing', { file, what: told }, isFolder || wantedAt === undefined ? { file, path: [] } : wantedAt);
}

/**
 * Finds the first byte of a file that is not UTF-8: a reader would put another character in its place.
 * @returns undefined if there is none
 */
export function encodingFlaw(bytes: Buffer, file: string): Diagnostic | undefined {
  if (isUtf8(bytes)) return undefined;
  // What is put in place of a wrong byte is the first that differs.
  const again = Buffer.from(bytes.toString('utf8'));
  const offset = again.findIndex((byte, index) => byte !== bytes[index]);
  const before = bytes.subarray(0, offset).toString('utf8').split('\n');
  const position = { line: before.length, column: (before.at(-1) ?? '').length + 1 };
  const wide = [0xfeff, 0xfffe].includes(bytes.length < 2 ? 0 : bytes.readUInt16BE(0));
  return createDiagnostic('file-encoding', { file, offset, wide }, { file, path: [], position });
}

function nestingFlaw(text: string, file: string): Diagnostic | undefined {
  const offset = tooDeepAt(text);
  if (offset === undefined) return undefined;
  const before = text.slice(0, offset).split('\n');
  const position = { line: before.length, column: (before.at(-1) ?? '').length + 1 };
  return createDiagnostic('file-nested', { file, levels: mostLevels }, { file, path: [], position });
}

function unreadable(path: string, what: string, flaw: 'link' | 'special' | 'denied'): Diagnostic {
  const file = displayPath(path);
  return createDiagnostic('file-unreadable', { file, what, flaw }, { file, path: [] });
}

import { emitYaml } from './emit-yaml';
import type { JsonArray, JsonObject, JsonValue } from './json';

/** Thrown inside the walk, by whatever {@link emitYaml} does not write. */
const NOT_OURS = new Error('not ours');

const QUOTED = /"(?:[^"\\]|\\.)*"/y;
const NUMBER = /^-?\d+(?:\.\d+)?(?:e[-+]\d+)?$/;
const BLOCK_HEADER = /^\|2?([-+]?)$/;

/**
 * Reads a document that {@link emitYaml} has written, in a quarter of the time that the `yaml` package takes. What it has read is written again and held against the text, so that a reader of a small part of YAML
 * cannot be wrong: no two values have one text.
 *
 * @returns undefined for a text that is written in any other way, be it YAML or not: read that with the `yaml` package
 */
export function readEmittedYaml(text: string): JsonObject | undefined {
  try {
    const value = readerOf(text)();
    return emitYaml([value]) === text ? value : undefined;
  } catch {
    // No text of ours: what stands there is not for this reader to say.
    return undefined;
  }
}

/** @throws if the text is not ours, and perhaps not then */
function readerOf(text: string): () => JsonObject {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.length === 0) throw NOT_OURS;
  let at = 0;

  /** Whether the line has a node of a collection with so many spaces before it. */
  const isAt = (indent: number): boolean => lines[at] !== undefined && indentOf(lines[at]!) === indent;

  const mapping = (indent: number): JsonObject => {
    const object: Record<string, JsonValue> = {};
    while (isAt(indent)) {
      const line = lines[at]!;
      const { key, end } = keyIn(line, indent);
      object[key] = line.length === end ? below(indent + 2) : inline(line.slice(end + 1), indent);
    }
    return object;
  };

  const sequence = (indent: number): JsonArray => {
    const array: JsonValue[] = [];
    while (isAt(indent) && lines[at]!.startsWith('- ', indent)) {
      const line = lines[at]!;
      const item = line.slice(indent + 2);
      if (isCollection(item)) {
        lines[at] = `${line.slice(0, indent)}  ${item}`;
        array.push(item.startsWith('- ') ? sequence(indent + 2) : mapping(indent + 2));
      } else array.push(inline(item, indent));
    }
    return array;
  };

  /** A collection in the lines below. */
  const below = (indent: number): JsonValue => {
    at++;
    if (!isAt(indent)) throw NOT_OURS;
    return lines[at]!.startsWith('- ', indent) ? sequence(indent) : mapping(indent);
  };

  /** A value that begins in the line of its key or dash. */
  const inline = (value: string, indent: number): JsonValue => {
    at++;
    return value.startsWith('|') ? block(value, indent + 2) : flow(value);
  };

  const block = (header: string, indent: number): string => {
    const [, chomping] = BLOCK_HEADER.exec(header) ?? [];
    if (chomping === undefined) throw NOT_OURS;
    const spaces = ' '.repeat(indent);
    const own: string[] = [];
    for (let line = lines[at]; line !== undefined && (line === '' || line.startsWith(spaces)); line = lines[++at])
      own.push(line.slice(indent));
    return `${own.join('\n')}${chomping === '-' ? '' : '\n'}`;
  };

  return () => {
    const object = mapping(0);
    if (at < lines.length) throw NOT_OURS;
    return object;
  };
}

/** The spaces before the first other character of a line. */
function indentOf(line: string): number {
  let indent = 0;
  while (line[indent] === ' ') indent++;
  return indent;
}

/** Whether what follows a dash is a collection of its own lines, and no value. */
function isCollection(item: string): boolean {
  if (item.startsWith('- ')) return true;
  if (item.startsWith('"')) return item[quotedEnd(item, 0)] === ':';
  return /^[A-Za-z_/][\w./-]*:(?: |$)/.test(item);
}

/** @returns the key, and the place after its colon */
function keyIn(line: string, start: number): { readonly key: string; readonly end: number } {
  const isQuoted = line[start] === '"';
  const colon = isQuoted ? quotedEnd(line, start) : line.indexOf(':', start);
  if (line[colon] !== ':') throw NOT_OURS;
  const text = line.slice(start, colon);
  return { key: isQuoted ? (JSON.parse(text) as string) : text, end: colon + 1 };
}

/** The place after the text in double quotes that begins at a place. */
function quotedEnd(text: string, start: number): number {
  QUOTED.lastIndex = start;
  if (!QUOTED.test(text)) throw NOT_OURS;
  return QUOTED.lastIndex;
}

/** A scalar, or a collection in brackets. */
function flow(text: string): JsonValue {
  const first = text[0];
  if (first === '"') return JSON.parse(text) as string;
  if (first !== '{' && first !== '[') return bare(text);
  let at = 0;
  const value = (): JsonValue => {
    if (text[at] === '{') return items('}');
    if (text[at] === '[') return items(']');
    const start = at;
    if (text[at] === '"') {
      at = quotedEnd(text, at);
      return JSON.parse(text.slice(start, at)) as string;
    }
    while (at < text.length && !',]}'.includes(text[at]!)) at++;
    return bare(text.slice(start, at));
  };
  const items = (close: '}' | ']'): JsonValue => {
    const object: Record<string, JsonValue> = {};
    const array: JsonValue[] = [];
    at++;
    while (text[at] !== close) {
      if (close === ']') array.push(value());
      else {
        const { key, end } = keyIn(text, at);
        at = end + 1;
        object[key] = value();
      }
      if (text.startsWith(', ', at)) at += 2;
      else if (text[at] !== close) throw NOT_OURS;
    }
    at++;
    return close === ']' ? array : object;
  };
  const whole = value();
  if (at < text.length) throw NOT_OURS;
  return whole;
}

function bare(text: string): JsonValue {
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (text === 'null') return null;
  return NUMBER.test(text) ? Number(text) : text;
}

import type { PathSegment } from '../../diagnostics';

/** A compiled module for the child process to run. */
export interface Request {
  /** A word that nobody can guess, which the answer repeats: code that ran before cannot have written an answer to this question. */
  readonly token: string;
  /** The absolute path of its source. */
  readonly path: string;
  readonly code: string;
}

/** The end of a module in the child process. */
export type Answer = Outcome & {
  readonly token: string;
  /** Whether the module has left the process as it was, so that another one can run in it. */
  readonly clean: boolean;
};

/** The plain data that the module exports, or why there is none. */
export type Outcome = { readonly value: unknown } | { readonly failure: Failure };

/** Why a module gives no data. */
export interface Failure {
  /** In one line, for readers. */
  readonly message: string;
  /** The stack of what was thrown; empty if it had none. */
  readonly stack: string;
  /**
   * Where in the exported value.
   * @default not of a spot in the value
   */
  readonly path?: readonly PathSegment[];
  /**
   * Whether the value threw that when it was read.
   * @default the message goes on from the name of the value
   */
  readonly thrown?: boolean;
  /**
   * The names of the exports, of which none is surely the registry.
   * @default the export is clear, or was not reached
   */
  readonly exports?: readonly string[];
  /**
   * The only export that looks like a registry.
   * @default none
   */
  readonly likely?: string;
}

/** The mark of texts that stand for what JSON cannot say, and of texts that begin with it themselves. */
const mark = '\u0000';

/** What JSON has no text for, by what stands for it. */
const unsayable: Readonly<Record<string, unknown>> = { NaN, Infinity, '-Infinity': -Infinity, undefined };

/** A message as one line of JSON. Numbers that JSON has no text for (`NaN`, `Infinity`) and items `undefined` of lists come back as they are. */
export function toLine(message: Request | Answer): string {
  return `${JSON.stringify(message, function (this: unknown, _, value: unknown) {
    if (typeof value === 'number' && !Number.isFinite(value)) return `${mark}${value}`;
    if (value === undefined && Array.isArray(this)) return `${mark}undefined`;
    return typeof value === 'string' && value.startsWith(mark) ? mark + value : value;
  })}\n`;
}

/**
 * Reads a message.
 * @throws SyntaxError if the line is not JSON
 */
export function fromLine(line: string): unknown {
  const message: unknown = JSON.parse(line);
  return line.includes('"\\u0000') ? restored(message) : message;
}

function restored(value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith(mark))
    return value.startsWith(mark + mark) ? value.slice(1) : unsayable[value.slice(1)];
  if (Array.isArray(value)) return value.map(restored);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, restored(inner)]));
}

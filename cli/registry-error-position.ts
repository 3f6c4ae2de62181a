import { SourceMap, type SourceMapPayload } from 'node:module';

/** A spot in a source file, from line 1 and column 1. */
export interface SourcePosition {
  /** As the source map has it. */
  readonly source: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Finds the line that threw an error, in code that was compiled in memory.
 * @param file the name under which the compiled code ran
 * @param compileWithMap compiles the code again, with the source map in a comment
 * @returns the spot of the innermost call in the code's own sources; undefined if the error does not say it
 */
export async function throwingPosition(
  error: unknown,
  file: string,
  compileWithMap: () => Promise<string>,
): Promise<SourcePosition | undefined> {
  const frame = frameOf(error, file);
  if (frame === undefined) return undefined;
  const [, encoded] = /\n\/\/# sourceMappingURL=data:application\/json;base64,([\w+/=]+)\s*$/.exec(await compileWithMap()) ?? [];
  if (encoded === undefined) return undefined;
  const map = new SourceMap(JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')) as SourceMapPayload);
  const entry = map.findEntry(frame.line - 1, frame.column - 1);
  return 'originalSource' in entry
    ? { source: entry.originalSource, line: entry.originalLine + 1, column: entry.originalColumn + 1 }
    : undefined;
}

function frameOf(error: unknown, file: string): { readonly line: number; readonly column: number } | undefined {
  const stack = stackOf(error);
  for (const text of stack.split('\n')) {
    const at = /^\s+at /.test(text) ? text.indexOf(`${file}:`) : -1;
    const [, line, column] = at === -1 ? [] : (/^(\d+):(\d+)/.exec(text.slice(at + file.length + 1)) ?? []);
    if (line !== undefined && column !== undefined) return { line: Number(line), column: Number(column) };
  }
  return undefined;
}

/** Code of others may throw anything. */
function stackOf(error: unknown): string {
  try {
    const { stack } = error as { stack?: unknown };
    return typeof stack === 'string' ? stack : '';
  } catch {
    return '';
  }
}

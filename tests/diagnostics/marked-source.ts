import type { PathSegment, Position } from '../../diagnostics';

/** A source with `§` in front of the expected spot. */
export interface MarkedSource {
  readonly source: string;
  /** The spot of the mark; undefined when there is none. */
  readonly expected: Position | undefined;
}

/** Takes the mark out of a source. */
export function marked(text: string): MarkedSource {
  const [before = '', after] = text.split('§');
  if (after === undefined) return { source: text, expected: undefined };
  const lines = before.split('\n');
  return { source: before + after, expected: { line: lines.length, column: (lines.at(-1) ?? '').length + 1 } };
}

/** One row of a locator's table: what it is about, the marked source, the path, and whether the key is meant. */
export type LocatorCase = readonly [about: string, text: string, path: readonly PathSegment[], key?: boolean];

import type { PathSegment, Place } from './diagnostic';

/** A spot in a text file. */
export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
}

/**
 * Finds where the value of a path is written in one source, or its key.
 * @returns the position of the innermost value on the path that is written there; undefined when there is none
 */
export type FindPosition = (path: readonly PathSegment[], key: boolean) => Position | undefined;

/**
 * Finds where a place is in its file.
 * @returns the position, or undefined when it cannot be told
 */
export type Locate = (place: Place) => Position | undefined;

import type { PathSegment, Place } from './diagnostic';

/** A spot in a text file. */
export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  /**
   * The file, if the value stands in one that the file of the place imports.
   * @default the file of the place
   */
  readonly file?: string;
}

/**
 * Finds the position of the value at a path in one source, or of its key.
 * @param document the document that the path is in, from 0: the first if it is left out
 * @returns the position of the innermost value on the path that the source contains; undefined if there is none
 */
export type FindPosition = (path: readonly PathSegment[], key: boolean, document?: number) => Position | undefined;

/**
 * Finds the position of a place in its file.
 * @returns the position, or undefined if it is unknown
 */
export type Locate = (place: Place) => Position | undefined;

/** A value read from an input file. */
export interface ParseInput {
  /** What the file holds. Never trusted. */
  readonly value: unknown;
  /** The file, relative to the working directory. */
  readonly file: string;
}

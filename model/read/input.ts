/** A value read from an input file. */
export interface ParseInput {
  /** What the file holds. Never trusted. */
  readonly value: unknown;
  /** The file, relative to the working directory. */
  readonly file: string;
}

/** A file with a sealed or encrypted Secret, as it was read. */
export interface SecretFileInput {
  /** The file, relative to the working directory. */
  readonly file: string;
  /** All that is in it, byte by byte. */
  readonly text: string;
  /** What its YAML says. Never trusted. */
  readonly value: unknown;
  /**
   * The comments in it, from their `#` on.
   * @default none
   */
  readonly comments?: readonly string[];
}

import type { ArgumentsOf, Code } from './catalogue';
import type { Severity } from './severity';

/** One step into a data structure: a mapping's key or a sequence's index. */
export type PathSegment = string | number;

/**
 * A spot in an input file, named by the path of the value inside the file. The report looks up line and column when it prints a finding.
 */
export interface Place {
  /** The input file, relative to the working directory, with forward slashes. */
  readonly file: string;
  /** The value's path inside the file, such as `['assessment-roll', 'routes', 1]`. */
  readonly path: readonly PathSegment[];
  /**
   * The document that the path is in, from 0, if the file holds several.
   * @default 0
   */
  readonly document?: number;
  /**
   * Whether the place is the key of the mapping and not its value, as for an unknown key.
   * @default false
   */
  readonly key?: boolean;
  /**
   * The line and the column, from 1, if the file has no value that a path could lead to.
   * @default the position of the value at the path
   */
  readonly position?: { readonly line: number; readonly column: number };
}

/** A second spot that explains a finding. */
export interface RelatedPlace {
  /** The words in front of the spot, such as `also declared at`. */
  readonly label: string;
  readonly place: Place;
}

/** The reason why a finding does not count. */
export interface Acceptance {
  readonly reason: string;
  /** @default for good */
  readonly until?: string;
  /** Where that is said. */
  readonly at: Place;
}

/** One finding as plain data. Its wording is in the catalogue, under its code. */
export interface Diagnostic<C extends Code = Code> {
  readonly code: C;
  readonly severity: Severity;
  /** The arguments of the catalogue's wording. They never contain a credential. */
  readonly args: ArgumentsOf<C>;
  readonly at: Place;
  /** @default [] */
  readonly related?: readonly RelatedPlace[];
  /**
   * Why the finding does not count.
   * @default it counts
   */
  readonly accepted?: Acceptance;
}

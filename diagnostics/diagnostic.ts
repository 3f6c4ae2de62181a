import type { ArgumentsOf, Code } from './catalogue';
import type { Severity } from './severity';

/** One step into a data structure: a mapping's key or a sequence's index. */
export type PathSegment = string | number;

/**
 * A spot in an input file, named by the path of the value inside the file. Line and column are looked up only when
 * there is something to print.
 */
export interface Place {
  /** The input file, relative to the working directory, with forward slashes. */
  readonly file: string;
  /** The value's path inside the file, such as `['assessment-roll', 'routes', 1]`. */
  readonly path: readonly PathSegment[];
  /**
   * Whether the mapping's key is meant and not its value, as for a key that is not known.
   * @default false
   */
  readonly key?: boolean;
  /**
   * The spot itself, 1-based, where the file has no value that a path could lead to.
   * @default looked up by the path
   */
  readonly position?: { readonly line: number; readonly column: number };
}

/** A second spot that explains a finding. */
export interface RelatedPlace {
  /** What the spot shows, such as `also declared at`. */
  readonly label: string;
  readonly place: Place;
}

/** One finding as plain data. Its wording is in the catalogue, under its code. */
export interface Diagnostic<C extends Code = Code> {
  readonly code: C;
  readonly severity: Severity;
  /** What the catalogue's wording is filled with. Never holds a credential. */
  readonly args: ArgumentsOf<C>;
  readonly at: Place;
  /** @default [] */
  readonly related?: readonly RelatedPlace[];
}

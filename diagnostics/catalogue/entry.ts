import type { Severity } from '../severity';

/** The wording of one kind of finding. */
export interface CatalogueEntry<A> {
  /** The severity, unless the rule sets another for the environment. */
  readonly severity: Severity;
  /**
   * Whether the finding can be accepted on purpose although it is an error, in all environments or in development alone. Warnings can be.
   * @default false
   */
  readonly acceptable?: boolean | 'development';
  /** One line for the list in `docs/errors.md`. */
  readonly title: string;
  /** A paragraph for `docs/errors.md`: the reason for this finding. */
  readonly explanation: string;
  /** The mistake, in one line, with the names of the input in backticks. */
  readonly message: (args: A) => string;
  /**
   * The consequences, one line each.
   * @default no notes
   */
  readonly notes?: (args: A) => readonly string[];
  /** The one thing that the author can do about it. */
  readonly help: (args: A) => string;
  /**
   * What the help says, as lines that can be copied into a file as they are.
   * @default no lines
   */
  readonly lines?: (args: A) => readonly string[];
}

/**
 * Types one entry of the catalogue by the arguments of its wording.
 * @returns the entry itself
 */
export function entry<A extends object>(definition: CatalogueEntry<A>): CatalogueEntry<A> {
  return definition;
}

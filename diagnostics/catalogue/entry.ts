import type { Severity } from '../severity';

/** The wording of one kind of finding. */
export interface CatalogueEntry<A> {
  /** The severity unless the rule knows better for the environment at hand. */
  readonly severity: Severity;
  /** One line for the list in `docs/errors.md`. */
  readonly title: string;
  /** A paragraph for `docs/errors.md`: why this is a finding at all. */
  readonly explanation: string;
  /** What is wrong, in one line, with the names at hand in backticks. */
  readonly message: (args: A) => string;
  /**
   * Why it matters here, a line each.
   * @default no notes
   */
  readonly notes?: (args: A) => readonly string[];
  /** The one thing to do about it. */
  readonly help: (args: A) => string;
}

/**
 * Types one entry of the catalogue by what its wording needs.
 * @returns the entry itself
 */
export function entry<A extends object>(definition: CatalogueEntry<A>): CatalogueEntry<A> {
  return definition;
}

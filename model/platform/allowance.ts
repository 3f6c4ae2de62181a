import type { Place } from '../../diagnostics';

/** A finding that the team accepts on purpose. */
export interface Allowance {
  /** The code of the finding. */
  readonly code: string;
  /** The place of the finding, as findings show it. */
  readonly at: string;
  readonly reason: string;
  /** The last day on which it is accepted; undefined if it is for good. */
  readonly until: string | undefined;
  /** Whether every environment of the product accepts it, or one. */
  readonly scope: 'product' | 'environment';
  /** Where it is said. */
  readonly place: Place;
}

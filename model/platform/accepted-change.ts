import type { Place } from '../../diagnostics';

/** A change of what runs already that the team accepts on purpose. */
export interface AcceptedChange {
  /** The code of the finding. */
  readonly code: string;
  /** The kind and the name of the object that the finding is about, such as `StatefulSet/postgres`. */
  readonly object: string;
  /** The last day on which it is accepted. */
  readonly until: string;
  /** Where it is said. */
  readonly place: Place;
}

import type { Place } from '../../diagnostics';
import type { JsonPatchOperation } from '../../formats';

/** A change of an object of the platform that its authors asked for. */
export interface Patch {
  readonly kind: string;
  /** The name of the object, without the hash of one that has it in its name. */
  readonly name: string;
  /** Undefined if the input says none, or two. */
  readonly change:
    | { readonly kind: 'merge'; readonly merge: Readonly<Record<string, unknown>> }
    | { readonly kind: 'json'; readonly operations: readonly JsonPatchOperation[] }
    | undefined;
  /** Whether the input says two changes. */
  readonly both: boolean;
  readonly place: Place;
}

import type { Diagnostic, Place } from '../../../diagnostics';
import type { FlaggedKindName } from '../../../registry/schema';
import type { SecretKey } from '../../platform';

/** A part of a value: a text, or a key of a Secret whose data stands there. */
export type ValuePart = string | SecretKey;

/** The thing that a reference leads to. */
export type Referred =
  | {
      readonly kind: 'value';
      readonly parts: readonly ValuePart[];
      /** The registry key of another service that is referred to, or `product/key` of one of another product. */
      readonly service?: string;
      /** The kind of backing service that is referred to. */
      readonly backing?: FlaggedKindName;
    }
  /** There is no such name. The names that could stand in its place, and what goes around them. */
  | { readonly kind: 'unknown'; readonly before: string; readonly name: string; readonly after: string; readonly names: readonly string[] }
  /** The name is right, and here is nothing behind it. */
  | {
      readonly kind: 'absent';
      readonly reason: string;
      /** Whether it is the service itself that has no such thing. */ readonly ofService: boolean;
    }
  /** It names a service of another product that is not there, which is a finding of its own. */
  | { readonly kind: 'failed'; readonly finding: (at: Place) => Diagnostic }
  /** There is nothing behind it, and another finding says so. */
  | { readonly kind: 'reported' };

/** A reference to a plain text. */
export function plainly(text: string | number): Referred {
  return { kind: 'value', parts: [String(text)] };
}

/** A reference that leads to nothing here. */
export function absent(reason: string): Referred {
  return { kind: 'absent', reason, ofService: false };
}

/** A reference to what the service itself does not have. */
export function absentOfService(reason: string): Referred {
  return { kind: 'absent', reason, ofService: true };
}

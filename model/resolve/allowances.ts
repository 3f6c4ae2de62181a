import type { Place } from '../../diagnostics';
import type { ParsedAcceptedChange, ParsedAllowance } from '../../registry/schema';
import { placeUnder } from '../origin';
import type { AcceptedChange, Allowance } from '../platform';

/** The accepted findings of one file, in their order. */
export function resolveAllowances(allowances: readonly ParsedAllowance[] | undefined, file: Place, scope: Allowance['scope']): Allowance[] {
  return (allowances ?? []).map(({ code, at, reason, until }, index) => ({
    code,
    at,
    reason,
    until,
    scope,
    place: placeUnder(file, 'allow', index),
  }));
}

/** The accepted changes of a product manifest, in their order. */
export function resolveChanges(changes: readonly ParsedAcceptedChange[] | undefined, file: Place): AcceptedChange[] {
  return (changes ?? []).map(({ allow, object, until }, index) => ({
    code: allow,
    object,
    until,
    place: placeUnder(file, 'changes', index),
  }));
}

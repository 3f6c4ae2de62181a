import type { Place } from '../../diagnostics';
import type { ParsedAllowance } from '../../registry/schema';
import { placeUnder } from '../origin';
import type { Allowance } from '../platform';

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

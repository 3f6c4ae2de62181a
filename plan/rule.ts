import { type ArgumentsOf, type CodeOf, createDiagnostic, type Diagnostic, type Place } from '../diagnostics';
import type { Comparison } from './comparison';

/** Reports one finding of a rule. */
type Report<C extends CodeOf<'upgrades'>> = (args: ArgumentsOf<C>, at: Place) => void;

/** One check of what becomes of the objects of before. It reports findings of one code. */
export interface PlanRule<C extends CodeOf<'upgrades'> = CodeOf<'upgrades'>> {
  readonly code: C;
  /** Looks for findings, in time proportional to the number of objects. Never throws, whatever the objects hold. */
  readonly run: (comparison: Comparison, found: (finding: Diagnostic) => void) => void;
}

/**
 * Makes a rule. In development its findings are warnings: there data can be made again, and a person must not have to ask for a change twice.
 * @param check looks for findings and reports them.
 */
export function planRule<C extends CodeOf<'upgrades'>>(code: C, check: (comparison: Comparison, report: Report<C>) => void): PlanRule<C> {
  return {
    code,
    run: (comparison, found) =>
      check(comparison, (args, at) =>
        found(createDiagnostic(code, args, at, { severity: comparison.platform.development ? 'warning' : undefined })),
      ),
  };
}

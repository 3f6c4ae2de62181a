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
 * Makes a rule. In development its findings are warnings: there data can be made again, and a person must not have to ask for a change twice. A finding at a place that
 * environments share says which it is for.
 * @param check looks for findings and reports them.
 */
export function planRule<C extends CodeOf<'upgrades'>>(code: C, check: (comparison: Comparison, report: Report<C>) => void): PlanRule<C> {
  return {
    code,
    run: (comparison, found) => {
      const { development, sources } = comparison.platform;
      check(comparison, (args, at) => {
        const related = at.file === sources.overlay.file ? [] : [{ label: environmentLabel, place: sources.overlay }];
        found(createDiagnostic(code, args, at, { severity: development ? 'warning' : undefined, related }));
      });
    },
  };
}

/** The words before the overlay of an environment that a finding is for. */
const environmentLabel = 'for the environment of';

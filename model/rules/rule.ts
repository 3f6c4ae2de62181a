import { type ArgumentsOf, type Code, createDiagnostic, type Diagnostic, type DiagnosticOptions, type Place } from '../../diagnostics';
import type { RuleContext } from './context';
import { withoutCredentials } from './facts/credentials';

/** Reports one finding of a rule. */
export type Report<C extends Code> = (args: ArgumentsOf<C>, at: Place, options?: DiagnosticOptions) => void;

/** One check of a whole platform. It reports findings of one code. */
export interface Rule {
  readonly code: Code;
  /**
   * Looks for findings. Never throws on a platform whose input had the right shape, whatever its values are, and takes time in proportion to the
   * platform's size.
   */
  readonly run: (context: RuleContext, found: (finding: Diagnostic) => void) => void;
}

/**
 * Makes a rule.
 * @param code what the rule reports
 * @param check looks for findings and reports them. What looks like a credential in the arguments is taken out before it goes anywhere.
 */
export function rule<C extends Code>(code: C, check: (context: RuleContext, report: Report<C>) => void): Rule {
  return {
    code,
    run: (context, found) => check(context, (args, at, options) => found(createDiagnostic(code, withoutCredentials(args), at, options))),
  };
}

import {
  type Area,
  type ArgumentsOf,
  type Code,
  type CodeOf,
  createDiagnostic,
  type Diagnostic,
  type DiagnosticOptions,
  type Place,
} from '../../diagnostics';
import type { RuleContext } from './context';

/** Reports one finding of a rule. */
export type Report<C extends Code> = (args: ArgumentsOf<C>, at: Place, options?: DiagnosticOptions) => void;

/** One check of a whole platform. It reports findings of one code. */
export interface Rule<C extends Code = Code> {
  readonly code: C;
  /**
   * Looks for findings. Never throws on a platform whose input had the right shape, whatever its values are, and takes time in proportion to the
   * platform's size.
   */
  readonly run: (context: RuleContext, found: (finding: Diagnostic) => void) => void;
}

/** The rules of an area. The compiler refuses a rule whose code belongs to another. */
export type AreaRules<A extends Area> = readonly Rule<CodeOf<A>>[];

/**
 * Makes a rule.
 * @param code what the rule reports
 * @param check looks for findings and reports them. Texts among the arguments that look like a credential are taken out first.
 */
export function rule<C extends Code>(code: C, check: (context: RuleContext, report: Report<C>) => void): Rule<C> {
  return {
    code,
    run: (context, found) => check(context, (args, at, options) => found(createDiagnostic(code, args, at, options))),
  };
}

import { createLocator, formatGithub, hasErrors } from '../../diagnostics';
import type { Plan, Reason } from '../../plan';
import { planMarkdown, planRecord, planText } from '../../reports';
import { compileAgainst } from '../compile-against';
import { exitCode } from '../exit-code';
import { planTrees } from '../plan-trees';
import { reportFindings } from '../report-findings';
import { reportPrinter } from '../report-printer';
import { readSource } from '../source';
import type { Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import type { CheckOptions } from './check';

/** How plans are printed. */
export const planFormats = ['text', 'json', 'markdown', 'github'] as const;

/** The options of `cadastre plan`. */
export interface PlanOptions extends Omit<CheckOptions, 'format' | 'all'> {
  readonly format: (typeof planFormats)[number];
  /** Whether changes have an exit code of their own. */
  readonly exitCode: boolean;
  /** What is refused or loses data and is wanted, each as `<code>:<Kind>/<name>`. */
  readonly allow: readonly string[];
}

/**
 * Says what an apply of what the registry gives now would do to what was applied before. Writes nothing.
 * @returns the exit code: 3 if something would be refused or lose data and is not allowed
 * @throws UsageError for manifests of before that are not there, and for an `--allow` that matches nothing
 */
export async function plan(options: PlanOptions, terminal: Terminal): Promise<number> {
  const { compiled, before } = await compileAgainst(options, false);
  if (hasErrors(compiled.diagnostics)) {
    reportFindings(compiled.diagnostics, options.format === 'markdown' ? 'text' : options.format, 'nothing was planned', terminal);
    return exitCode.findings;
  }
  const plans = planTrees(compiled, before);
  const stops = stopsOf(plans, options.allow);
  const against = before.title();
  const locate = createLocator(readSource);
  const print = reportPrinter(terminal, false);
  switch (options.format) {
    case 'json':
      print.record(planRecord(plans, against, locate));
      break;
    case 'markdown':
      print.text(planMarkdown(plans, against, locate));
      break;
    case 'github':
      print.text(
        formatGithub(
          plans
            .flatMap(reasonsOf)
            .filter(({ verdict }) => verdict !== 'restarts')
            .map(({ finding }) => finding),
          { locate },
        ),
      );
      break;
    case 'text':
      print.text(plans.map((one) => planText(one, { locate, color: terminal.color, against })).join('\n'));
  }
  if (stops) return exitCode.refused;
  return options.exitCode && plans.some(({ steps }) => steps.length > 0) ? exitCode.changes : exitCode.clean;
}

function reasonsOf({ steps, others }: Plan): Reason[] {
  return [...steps.flatMap(({ reasons }) => reasons), ...others];
}

/**
 * Whether something is refused or loses data that nobody has accepted. In an environment for development such a finding is a warning, and stops nothing.
 * @throws UsageError for what is allowed and does not happen
 */
function stopsOf(plans: readonly Plan[], allow: readonly string[]): boolean {
  const unused = new Set(allow);
  let stops = false;
  for (const { verdict, finding } of plans.flatMap(reasonsOf)) {
    if (verdict !== 'refused' && verdict !== 'destroys') continue;
    const name = `${finding.code}:${String((finding.args as { object?: unknown }).object)}`;
    const isAllowed = unused.delete(name) || allow.includes(name);
    if (!isAllowed && finding.accepted === undefined && finding.severity === 'error') stops = true;
  }
  const [first] = unused;
  if (first !== undefined)
    throw new UsageError(`\`--allow ${first}\` matches nothing: write \`<code>:<Kind>/<name>\` of what is refused or loses data`);
  return stops;
}

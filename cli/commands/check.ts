import { hasErrors } from '../../diagnostics';
import { settle } from '../../model';
import { type CompileAgainstOptions, compileAgainst } from '../compile-against';
import { exitCode } from '../exit-code';
import { leftBefore } from '../before/left-before';
import { reportFindings, type ReportFormat } from '../report-findings';
import { checkTrees } from '../synthesize';
import type { Terminal } from '../terminal';

/** The options of `cadastre check`. */
export interface CheckOptions extends CompileAgainstOptions {
  readonly format: ReportFormat;
  /**
   * Whether accepted findings are shown too.
   * @default false
   */
  readonly all?: boolean;
}

/**
 * Checks a registry and writes nothing.
 * @returns the exit code
 * @throws UsageError when a tag cannot be used, or the manifests of before that were asked for are not there
 */
export async function check(options: CheckOptions, terminal: Terminal): Promise<number> {
  const { compiled, before } = await compileAgainst(options, false);
  const { platforms } = compiled;
  const settled = hasErrors(compiled.diagnostics)
    ? compiled
    : settle(compiled, [...checkTrees(platforms, before), leftBefore(platforms, before, options)]);
  const { diagnostics, accepted } = settled;
  const shown = options.all === true ? [...diagnostics, ...accepted] : diagnostics;
  // Without an error the exit code is 0: the last line must not read like a failure.
  const state = hasErrors(diagnostics) ? 'nothing was written' : 'the check passes';
  reportFindings(shown, options.format, state, terminal, accepted.length);
  if (options.format === 'text' && diagnostics.length === 0) {
    const names = platforms.map(({ platform: { product, environment } }) => `${product}/${environment}`);
    const services = new Set(platforms.flatMap(({ platform }) => platform.services.map(({ key }) => `${platform.product}/${key}`)));
    terminal.out(
      `checked ${names.join(', ')}: ${services.size} services, no findings${accepted.length === 0 ? '' : `, ${accepted.length} accepted`}\n`,
    );
  }
  return hasErrors(diagnostics) ? exitCode.findings : exitCode.clean;
}

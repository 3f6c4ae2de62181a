import { hasErrors } from '../../diagnostics';
import { compile, settle } from '../../model';
import { exitCode } from '../exit-code';
import { loadProducts, type Selection } from '../load-products';
import { reportFindings, type ReportFormat } from '../report-findings';
import { checkTrees } from '../synthesize';
import type { Terminal } from '../terminal';
import { today } from '../today';

/** The options of `cadastre check`. */
export interface CheckOptions extends Selection {
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
 */
export async function check(options: CheckOptions, terminal: Terminal): Promise<number> {
  const compiled = compile(await loadProducts(options), { today: today() });
  const { platforms } = compiled;
  const settled = hasErrors(compiled.diagnostics) ? compiled : settle(compiled, checkTrees(platforms));
  const { diagnostics, accepted } = settled;
  const shown = options.all === true ? [...diagnostics, ...accepted] : diagnostics;
  reportFindings(shown, options.format, 'nothing was written', terminal, accepted.length);
  if (options.format === 'text' && diagnostics.length === 0) {
    const names = platforms.map(({ platform: { product, environment } }) => `${product}/${environment}`);
    const services = new Set(platforms.flatMap(({ platform }) => platform.services.map(({ key }) => `${platform.product}/${key}`)));
    terminal.out(
      `checked ${names.join(', ')}: ${services.size} services, no findings${accepted.length === 0 ? '' : `, ${accepted.length} accepted`}\n`,
    );
  }
  return hasErrors(diagnostics) ? exitCode.findings : exitCode.clean;
}

import { hasErrors, sortDiagnostics } from '../../diagnostics';
import { compile } from '../../model';
import { exitCode } from '../exit-code';
import { loadProducts, type Selection } from '../load-products';
import { reportFindings, type ReportFormat } from '../report-findings';
import { checkTrees } from '../synthesize';
import type { Terminal } from '../terminal';

/** The options of `cadastre check`. */
export interface CheckOptions extends Selection {
  readonly format: ReportFormat;
}

/**
 * Checks a registry and writes nothing.
 * @returns the exit code
 */
export async function check(options: CheckOptions, terminal: Terminal): Promise<number> {
  const { platforms, diagnostics: found } = compile(await loadProducts(options));
  const diagnostics = hasErrors(found) ? found : sortDiagnostics([...found, ...checkTrees(platforms)]);
  reportFindings(diagnostics, options.format, 'nothing was written', terminal);
  if (options.format === 'text' && diagnostics.length === 0) {
    const names = platforms.map(({ platform: { product, environment } }) => `${product}/${environment}`);
    const services = new Set(platforms.flatMap(({ platform }) => platform.services.map(({ key }) => `${platform.product}/${key}`)));
    terminal.out(`checked ${names.join(', ')}: ${services.size} services, no findings\n`);
  }
  return hasErrors(diagnostics) ? exitCode.findings : exitCode.clean;
}

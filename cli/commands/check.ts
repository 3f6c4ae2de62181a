import { compile, hasErrors, type Selection } from '../compile';
import { exitCode } from '../exit-code';
import { reportFindings, type ReportFormat } from '../report-findings';
import type { Terminal } from '../terminal';

/** What `cadastre check` is told. */
export interface CheckOptions extends Selection {
  readonly format: ReportFormat;
}

/**
 * Checks a registry and writes nothing.
 * @returns the exit code
 */
export async function check(options: CheckOptions, terminal: Terminal): Promise<number> {
  const { platforms, diagnostics } = await compile(options);
  reportFindings(diagnostics, options.format, 'nothing was written', terminal);
  if (options.format === 'text' && diagnostics.length === 0) {
    const services = new Set(platforms.flatMap(({ product, services: list }) => list.map(({ key }) => `${product}/${key}`)));
    terminal.out(
      `checked ${platforms.map(({ product, environment }) => `${product}/${environment}`).join(', ')}: ${services.size} services, no findings\n`,
    );
  }
  return hasErrors(diagnostics) ? exitCode.findings : exitCode.clean;
}

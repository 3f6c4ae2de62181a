import { hasErrors } from '../../diagnostics';
import { explainService, serviceText } from '../../reports';
import { didYouMean } from '../did-you-mean';
import { compileSelected } from '../compile-selected';
import { exitCode } from '../exit-code';
import { reportFindings } from '../report-findings';
import { reportPrinter } from '../report-printer';
import type { Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import type { ExplainRouteOptions } from './explain-route';

/**
 * Says of a service who needs it, what it needs, and what stops with it, in every selected environment.
 * @param name the registry key, or the hostname
 * @returns the exit code
 * @throws UsageError when no selected platform has the service
 */
export async function explainServiceCommand(name: string, options: ExplainRouteOptions, terminal: Terminal): Promise<number> {
  const { platforms, diagnostics } = await compileSelected(options);
  if (platforms.length === 0) {
    reportFindings(diagnostics, 'text', 'nothing can be explained', terminal);
    return exitCode.findings;
  }
  const isWrong = hasErrors(diagnostics);
  if (isWrong)
    terminal.err('warning: the registry has errors, which `cadastre check` shows: the answer is that of the registry as it stands\n');
  const explanations = platforms.flatMap((compiled) => explainService(compiled, name) ?? []);
  if (explanations.length === 0) {
    const names = [...new Set(platforms.flatMap(({ platform }) => platform.services.map(({ key }) => key)))];
    throw new UsageError(`no service is called \`${name}\`${didYouMean(name, names) || ': write a registry key, or a hostname'}`);
  }
  const print = reportPrinter(terminal, isWrong);
  if (options.format === 'text') print.text(explanations.map(serviceText).join('\n'));
  else print.record({ services: explanations });
  return exitCode.clean;
}

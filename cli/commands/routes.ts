import { createLocator, hasErrors } from '../../diagnostics';
import type { CompiledPlatform } from '../../model';
import { nginxConfig, NginxLoginError, routeReport, routesMermaid, routesRecord, routesText } from '../../reports';
import { compileSelected } from '../compile-selected';
import { exitCode } from '../exit-code';
import { isA } from '../is-a';
import type { Selection } from '../load-products';
import type { ParameterOption } from '../preview-parameters';
import { reportFindings } from '../report-findings';
import { reportPrinter } from '../report-printer';
import { readSource } from '../source';
import type { Terminal } from '../terminal';
import { UsageError } from '../usage-error';

/** How `cadastre routes` prints them. */
export const routesFormats = ['table', 'json', 'mermaid', 'nginx'] as const;

/** The options of `cadastre routes`. */
export interface RoutesOptions extends Selection, ParameterOption {
  readonly format: (typeof routesFormats)[number];
  /** What nginx listens on: a port, or an address and a port. */
  readonly listen: string;
  /** Where nginx finds all services, each at its own port; undefined for the name of each. */
  readonly upstreamHost?: string | undefined;
}

/**
 * Prints the routes of every selected environment, or the configuration of nginx that serves those of one.
 * @returns the exit code: 1 when the registry has errors that leave no routes, or nginx cannot serve them
 * @throws UsageError when a configuration of nginx is wanted for several environments
 */
export async function routes(options: RoutesOptions, terminal: Terminal): Promise<number> {
  const { platforms, diagnostics } = await compileSelected(options);
  if (platforms.length === 0) {
    reportFindings(diagnostics, 'text', 'there are no routes to print', terminal);
    return exitCode.findings;
  }
  const isWrong = hasErrors(diagnostics);
  if (isWrong && options.format === 'nginx') {
    // What is not legal could begin a directive of its own.
    terminal.err('error: the registry has errors, which `cadastre check` shows: no configuration is made of it\n');
    return exitCode.findings;
  }
  if (isWrong) terminal.err('warning: the registry has errors, which `cadastre check` shows: these are the routes as they stand\n');
  if (options.format === 'nginx') return printNginx(platforms, options, terminal);
  const reports = platforms.map(routeReport);
  const print = reportPrinter(terminal, isWrong);
  if (options.format === 'json') {
    const locate = createLocator(readSource);
    print.record({ platforms: reports.map((report) => routesRecord(report, locate)) });
  } else print.text(reports.map(options.format === 'table' ? routesText : routesMermaid).join('\n'));
  return exitCode.clean;
}

function printNginx(platforms: readonly CompiledPlatform[], { listen, upstreamHost }: RoutesOptions, terminal: Terminal): number {
  const [first] = platforms;
  if (first === undefined || platforms.length > 1)
    throw new UsageError('a configuration of nginx is that of one environment: add `-p` and `-e`');
  if (first.blueprint.exposures.length === 0) {
    terminal.err('error: the environment has no way in: `ingress` or `routing` of its overlay declares one\n');
    return exitCode.findings;
  }
  try {
    const { trustedProxies } = first.platform.edge;
    const addressOf = upstreamHost === undefined ? undefined : (_: unknown, port: number): string => `${upstreamHost}:${port}`;
    const { text, lacks } = nginxConfig(first.blueprint, { listen, trustedProxies, ...(addressOf !== undefined && { addressOf }) });
    for (const lack of lacks) terminal.err(`warning: ${lack}\n`);
    terminal.out(text);
    return exitCode.clean;
  } catch (error) {
    if (!isA(error, NginxLoginError)) throw error;
    terminal.err(`error: ${error.message}\n`);
    return exitCode.findings;
  }
}

import { createLocator, hasErrors } from '../../diagnostics';
import type { CompiledPlatform } from '../../model';
import { explainRoute, explanationRecord, explanationText, type RouteExplanation } from '../../reports';
import { didYouMean } from '../did-you-mean';
import { compileSelected } from '../compile-selected';
import { exitCode } from '../exit-code';
import type { Selection } from '../load-products';
import type { ParameterOption } from '../preview-parameters';
import { reportFindings } from '../report-findings';
import { type ReportPrinter, reportPrinter } from '../report-printer';
import { parseRouteRequest, type RouteRequest } from '../route-request';
import { readSource } from '../source';
import type { Terminal } from '../terminal';
import { UsageError } from '../usage-error';

/** How reports about routes are printed, beside other formats that some have. */
export const explainFormats = ['text', 'json'] as const;

/** The options of `cadastre explain route`. */
export interface ExplainRouteOptions extends Selection, ParameterOption {
  readonly format: (typeof explainFormats)[number];
}

/**
 * Explains who answers a request, and why, in every selected environment that has its host.
 * @param args the method, which may be left out, and the URL or path
 * @returns the exit code: 1 when no route answers
 * @throws UsageError when the request cannot be read, or may be meant for several environments
 */
export async function explainRouteCommand(args: readonly string[], options: ExplainRouteOptions, terminal: Terminal): Promise<number> {
  const asked = parseRouteRequest(args);
  const { platforms, diagnostics } = await compileSelected(options);
  if (platforms.length === 0) {
    reportFindings(diagnostics, 'text', 'nothing can be explained', terminal);
    return exitCode.findings;
  }
  const isWrong = hasErrors(diagnostics);
  if (isWrong)
    terminal.err('warning: the registry has errors, which `cadastre check` shows: the answer is that of the routes as they stand\n');
  const explanations = requestsFor(asked, platforms, terminal).map(({ compiled, host }) =>
    explainRoute(compiled, { method: asked.method, host, path: asked.path }),
  );
  print(explanations, options.format, reportPrinter(terminal, isWrong));
  const isAnswered = explanations.length > 0 && explanations.every(({ outcome }) => outcome === 'route');
  return isAnswered ? exitCode.clean : exitCode.findings;
}

function print(explanations: readonly RouteExplanation[], format: ExplainRouteOptions['format'], printer: ReportPrinter): void {
  const locate = createLocator(readSource);
  if (format === 'text') printer.text(explanations.map((explanation) => explanationText(explanation, locate)).join('\n'));
  else printer.record({ explanations: explanations.map((explanation) => explanationRecord(explanation, locate)) });
}

/** A platform that a request may be meant for, with the host that is asked. */
interface MeantPlatform {
  readonly compiled: CompiledPlatform;
  readonly host: string;
}

function requestsFor({ host, path }: RouteRequest, platforms: readonly CompiledPlatform[], terminal: Terminal): MeantPlatform[] {
  const [only] = platforms;
  if (host !== undefined) {
    if (only !== undefined && platforms.length === 1) return [{ compiled: only, host }];
    const meant = platforms.filter((compiled) => servesHost(compiled, host)).map((compiled) => ({ compiled, host }));
    if (meant.length === 0) {
      const known = [...new Set(platforms.flatMap(hostsOf))];
      terminal.err(`error: no environment has the host \`${host}\`${didYouMean(host, known) || `: there are ${known.join(', ')}`}\n`);
    }
    return meant;
  }
  const withWayIn = platforms.filter(({ platform }) => platform.routing !== undefined);
  const [first] = withWayIn;
  if (first === undefined) throw new UsageError('no environment of those has a way in: `ingress` or `routing` of an overlay declares one');
  if (withWayIn.length > 1) {
    const { product, environment } = first.platform;
    throw new UsageError(
      `which environment is meant by \`${path}\`? Write its host before the path, or add \`-p\` and \`-e\`, such as \`-p ${product} -e ${environment}\``,
    );
  }
  return [{ compiled: first, host: first.platform.routing?.host ?? '' }];
}

function hostsOf({ blueprint: { exposures } }: CompiledPlatform): string[] {
  return exposures.flatMap(({ hosts }) => hosts);
}

/** Whether a platform has a host, or a wildcard over it. */
function servesHost(compiled: CompiledPlatform, asked: string): boolean {
  const host = asked.replace(/:\d*$/, '').replace(/\.$/, '');
  return hostsOf(compiled).some((known) => known === host || (known.startsWith('*.') && host.endsWith(known.slice(1))));
}

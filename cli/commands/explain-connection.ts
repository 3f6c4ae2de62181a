import { createLocator, hasErrors } from '../../diagnostics';
import { isIpAddress, isPortNumber } from '../../formats';
import { connectionRecord, connectionText, explainConnection } from '../../reports';
import { didYouMean } from '../did-you-mean';
import { compileSelected } from '../compile-selected';
import { exitCode } from '../exit-code';
import { reportFindings } from '../report-findings';
import { reportPrinter } from '../report-printer';
import { readSource } from '../source';
import type { Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import type { ExplainRouteOptions } from './explain-route';

/**
 * Says whether one workload may call another, by which policies, and where that was declared.
 * @param from the name of what calls
 * @param target the name of what is called; a port may follow after a colon, and `/udp` after that
 * @returns the exit code: 1 if the connection is cut
 * @throws UsageError when an end is unknown, or the ends may be those of several environments
 */
export async function explainConnectionCommand(
  from: string,
  target: string,
  options: ExplainRouteOptions,
  terminal: Terminal,
): Promise<number> {
  // An address as a browser or a program has it: its scheme says the port, and what is behind the host says nothing.
  const [, scheme, place = target] = /^([a-z][a-z0-9+.-]*):\/\/(?:[^/@]*@)?([^/?#]+)/i.exec(target) ?? [];
  const usual = scheme === 'https' ? '443' : scheme === 'http' ? '80' : undefined;
  // An address of IPv6 has colons of its own: with a port it stands in brackets.
  const [, named = place, digits = usual, transport] = (isIpAddress(place) ? null : /^(.+):(\d+)(\/(?:tcp|udp))?$/i.exec(place)) ?? [];
  const to = named.replace(/^\[(.*)\]$/, '$1');
  const over = transport === undefined ? scheme : transport.slice(1);
  const protocol = over === undefined ? undefined : over.toLowerCase() === 'udp' ? 'UDP' : 'TCP';
  const port = digits === undefined ? undefined : Number(digits);
  if (port !== undefined && !isPortNumber(port)) throw new UsageError(`\`${digits}\` is no port: write a number from 1 to 65535`);
  const { platforms, diagnostics } = await compileSelected(options);
  const [only] = platforms;
  if (only === undefined) {
    reportFindings(diagnostics, 'text', 'nothing can be explained', terminal);
    return exitCode.findings;
  }
  if (platforms.length > 1) {
    const { product, environment } = only.platform;
    throw new UsageError(`which environment is meant? Add \`-p\` and \`-e\`, such as \`-p ${product} -e ${environment}\``);
  }
  const isWrong = hasErrors(diagnostics);
  if (isWrong)
    terminal.err('warning: the registry has errors, which `cadastre check` shows: the answer is that of the policies as they stand\n');
  const asked = explainConnection(only, { from, to, port, protocol });
  if ('unknown' in asked)
    throw new UsageError(
      `nothing is called \`${asked.unknown}\`${didYouMean(asked.unknown, asked.names) || ': write a registry key, the name of a server or tool, a host, `edge`, `monitoring` or `dns`'}`,
    );
  const locate = createLocator(readSource);
  const { explanations } = asked;
  const print = reportPrinter(terminal, isWrong);
  if (options.format === 'text') print.text(connectionText(explanations, locate));
  else print.record(connectionRecord(explanations, locate));
  return explanations.every(({ passes }) => passes) ? exitCode.clean : exitCode.findings;
}

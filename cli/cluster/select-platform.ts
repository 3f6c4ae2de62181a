import type { Platform } from '../../model';
import { compile, hasErrors, type Selection } from '../compile';
import { reportFindings } from '../report-findings';
import type { Terminal } from '../terminal';

/**
 * Compiles the one platform that is meant. Its findings are reported.
 * @returns undefined when they are errors
 */
export async function selectPlatform(selection: Required<Selection>, distState: string, terminal: Terminal): Promise<Platform | undefined> {
  const { platforms, diagnostics } = await compile(selection);
  reportFindings(diagnostics, 'text', distState, terminal);
  return hasErrors(diagnostics) ? undefined : platforms[0];
}

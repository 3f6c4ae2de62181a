import { hasErrors } from '../../diagnostics';
import { compile, type CompiledPlatform } from '../../model';
import { loadProducts, type Selection } from '../load-products';
import { reportFindings } from '../report-findings';
import type { Terminal } from '../terminal';
import { today } from '../today';

/**
 * Compiles the one platform that is meant. Its findings are reported.
 * @param stoppedState what errors have left undone
 * @returns undefined when they are errors
 */
export async function selectPlatform(
  selection: Selection & Required<Pick<Selection, 'product' | 'environment'>>,
  stoppedState: string,
  terminal: Terminal,
): Promise<CompiledPlatform | undefined> {
  const { platforms, diagnostics } = compile(await loadProducts(selection), { today: today() });
  const stopped = hasErrors(diagnostics);
  reportFindings(diagnostics, 'text', stopped ? stoppedState : 'the cluster is asked all the same', terminal);
  return stopped ? undefined : platforms[0];
}

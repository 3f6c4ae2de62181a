import { hasErrors } from '../../diagnostics';
import type { CompiledPlatform } from '../../model';
import { compileSelected } from '../compile-selected';
import type { Selection } from '../load-products';
import type { ParameterOption } from '../preview-parameters';
import { reportFindings } from '../report-findings';
import type { Terminal } from '../terminal';

/**
 * Compiles the one platform that is meant. Its findings are reported.
 * @param stoppedState what errors have left undone
 * @returns undefined when they are errors
 */
export async function selectPlatform(
  selection: Selection & ParameterOption & Required<Pick<Selection, 'product' | 'environment'>>,
  stoppedState: string,
  terminal: Terminal,
): Promise<CompiledPlatform | undefined> {
  const { platforms, diagnostics } = await compileSelected(selection, true);
  const stopped = hasErrors(diagnostics);
  reportFindings(diagnostics, 'text', stopped ? stoppedState : 'the cluster is asked all the same', terminal);
  return stopped ? undefined : platforms[0];
}

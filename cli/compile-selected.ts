import { type Compiled, compile } from '../model';
import { loadProducts, type Selection } from './load-products';
import { type ParameterOption, previewParameters } from './preview-parameters';
import { today } from './today';

/**
 * Loads and compiles what is selected, for a command that only shows it.
 * @param needsNumber whether a preview has to have its number; else one stands for any
 */
export async function compileSelected(options: Selection & ParameterOption, needsNumber = false): Promise<Compiled> {
  return compile(await loadProducts(options), { today: today(), parameters: previewParameters(options, needsNumber) });
}

import { type Compiled, compile } from '../model';
import { type AgainstOptions, type Before, openBefore } from './before/open-before';
import { expectDevelopment, expectTag, type TagOption } from './development-tag';
import { loadProducts, type Selection } from './load-products';
import { type ParameterOption, previewParameters } from './preview-parameters';
import { today } from './today';
import { keepDirectory } from './working-directory';

/** The options of commands that hold a registry against what was applied before. */
export interface CompileAgainstOptions extends Selection, TagOption, ParameterOption, AgainstOptions {
  /** The folder with all trees, which the manifests of before are looked for in. */
  readonly out: string;
}

/**
 * Loads and compiles what is selected, and opens the manifests of before.
 * @param needsNumber whether a preview has to have its number
 * @param meanwhile what is done while the registry is loaded; by default nothing
 * @throws UsageError when a tag cannot be used, or the manifests of before that were asked for are not there
 */
export async function compileAgainst(
  options: CompileAgainstOptions,
  needsNumber: boolean,
  meanwhile: () => void = () => undefined,
): Promise<{ readonly compiled: Compiled; readonly before: Before }> {
  expectTag(options);
  const goBack = keepDirectory();
  const before = openBefore(options);
  const loading = loadProducts(options);
  meanwhile();
  const compiled = compile(await loading, {
    today: today(),
    developmentTag: options.tag,
    parameters: previewParameters(options, needsNumber),
  });
  // An extension may have left something running that is elsewhere by now.
  goBack();
  expectDevelopment(options, compiled.platforms);
  return { compiled, before };
}

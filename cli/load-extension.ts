import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Cdk8s, Extension } from '../constructs';
import { createDiagnostic, type Diagnostic, messageOf } from '../diagnostics';
import type { ExtensionInput } from '../model';
import { displayPath } from './display-path';
import { isThere, pathKind } from './path-kind';
import { noFile } from './read-text';
import { type CompiledModule, compileModule, evaluateModule, placeOfError } from './typescript-module';
import { guardRegistryCode, watchRegistryCode } from './watch-registry-code';

const fileNames = ['extend.ts', 'extend.js', 'extend.cjs'];

/**
 * Reads the extension of a product folder. Its code runs when a platform is compiled.
 * @returns undefined if there is none
 */
export async function loadExtension(directory: string): Promise<ExtensionInput | undefined> {
  const name = fileNames.find((candidate) => isThere(join(directory, candidate)) && pathKind(join(directory, candidate)) !== 'folder');
  if (name === undefined) return undefined;
  const file = displayPath(join(directory, name));
  let compiled: CompiledModule | undefined;
  const failed = (diagnostic: Diagnostic): ExtensionInput => ({ file, make: () => [], diagnostics: [diagnostic] });
  const placeOf: ExtensionInput['placeOf'] = (error) => placeOfError(error, file, compiled);
  if (pathKind(file) !== 'file') return failed(noFile(file, 'the extension'));
  try {
    const module = await compileModule(file);
    compiled = module;
    if (module.encodingFlaws.length > 0) return { file, make: () => [], diagnostics: module.encodingFlaws };
    const extension = await watchRegistryCode(() => exportedFunction(evaluateModule(module)));
    if (extension === undefined) return failed(createDiagnostic('extend-invalid', {}, { file, path: [] }));
    const { objectsMadeBy } = require('../constructs') as typeof import('../constructs');
    const make = objectsMadeBy(extension, cdk8sOf(module.path));
    return { file, make: (platform, blueprint) => guardRegistryCode(() => make(platform, blueprint)), placeOf };
  } catch (error) {
    return failed(createDiagnostic('extend-failed', { detail: messageOf(error) }, placeOf(error) ?? { file, path: [] }));
  }
}

/** The extension is exported as `extend`, or is the default or only export. */
function exportedFunction(exports: unknown): Extension | undefined {
  const named = Object(exports) as Record<string, unknown>;
  const [only, ...others] = Object.keys(named);
  const candidates = [exports, named['extend'], named['default'], ...(only !== undefined && others.length === 0 ? [named[only]] : [])];
  return candidates.find((candidate): candidate is Extension => typeof candidate === 'function');
}

/** The copy of cdk8s that a module has; undefined if it has none of its own. */
function cdk8sOf(path: string): Cdk8s | undefined {
  try {
    return createRequire(path)('cdk8s') as Cdk8s;
  } catch {
    return undefined;
  }
}

import { extname, join } from 'node:path';
import { createDiagnostic, type Diagnostic, formatPath, messageOf, type Place } from '../diagnostics';
import type { InputFile } from '../model';
import { displayPath } from './display-path';
import { isA } from './is-a';
import { isThere, pathKind } from './path-kind';
import { NotPlainData, plainCopy } from './plain-data';
import { noFile, readText } from './read-text';
import { UnclearExport } from './registry-export';
import { inTime, LimitExceeded, type RegistryLimits } from './registry-process/limits';
import type { RegistryProcess } from './registry-process/registry-process';
import { type CompiledModule, compileModule, placeOfError } from './typescript-module';

/** The words of findings for it. */
const what = 'the service registry';

/** The names that a service registry may have. */
export const registryFileNames = ['service-registry.ts', 'service-registry.js', 'service-registry.cjs', 'service-registry.json'];

/**
 * Reads the service registry of a product folder. A TypeScript registry is compiled in memory, with whatever it imports
 * by a relative path; types are not checked.
 * @param registryProcess runs its code
 * @returns a copy of the exported registry, plain data, or a finding when there is none or it cannot be run
 */
export async function loadRegistry(directory: string, registryProcess: RegistryProcess): Promise<InputFile> {
  const name = registryFileNames.find((candidate) => isThere(join(directory, candidate))) ?? 'service-registry.ts';
  const file = displayPath(join(directory, name));
  if (pathKind(file) !== 'file') return failed(file, noFile(file, what));
  let compiled: CompiledModule | undefined;
  try {
    if (extname(file) === '.json') return await readJson(file);
    registryProcess.start();
    const module = await inTime(compileModule(file), registryProcess.limits);
    if (module.encodingFlaws.length > 0) return { value: undefined, file, diagnostics: module.encodingFlaws };
    if (module.repeatedKeys.length > 0) return withRepeatedKeys(file, module);
    compiled = module;
    const value = await registryProcess.run(module);
    return { value, file };
  } catch (error) {
    const at = isA(error, NotPlainData) ? { file, path: error.path } : placeOfError(error, file, compiled);
    return failed(file, findingOf(error, file, at ?? { file, path: [] }, registryProcess.limits));
  }
}

function failed(file: string, diagnostic: Diagnostic): InputFile {
  return { value: undefined, file, diagnostics: [diagnostic] };
}

/** JSON is data already, and no module: nothing in it is unwrapped. */
async function readJson(file: string): Promise<InputFile> {
  const { text: source, finding } = readText(file, what);
  if (finding !== undefined) return failed(file, finding);
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    // The parser's own message quotes the file, which may hold a credential, and gives no line.
    await compileModule(file);
    throw new Error('it is not JSON');
  }
  plainCopy(value);
  return keysWritten(source) === keysIn(value) ? { value, file } : withRepeatedKeys(file, await compileModule(file));
}

/** How many keys a JSON text has: its texts before a colon. */
function keysWritten(source: string): number {
  let keys = 0;
  for (const [, colon] of source.matchAll(/"(?:[^"\\]|\\.)*"\s*(:?)/gs)) if (colon === ':') keys++;
  return keys;
}

function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner = Object.values(value);
  return inner.reduce<number>((sum, item) => sum + keysIn(item), Array.isArray(value) ? 0 : inner.length);
}

/** The parser of each format keeps the last value of a key and drops the others. */
function withRepeatedKeys(file: string, { repeatedKeys }: CompiledModule): InputFile {
  const diagnostics = repeatedKeys.map(({ key, at, first }) =>
    createDiagnostic('registry-key-repeated', { key }, at, { related: [{ label: 'it stands first at', place: first }] }),
  );
  return { value: undefined, file, diagnostics };
}

function findingOf(error: unknown, file: string, place: Place, limits: RegistryLimits): Diagnostic {
  if (isA(error, LimitExceeded))
    return createDiagnostic(`registry-${error.limit === 'seconds' ? 'time' : 'memory'}`, { file, ...limits }, place);
  if (isA(error, UnclearExport)) {
    return createDiagnostic('registry-export-unclear', { file, exports: error.exports, likely: error.likely }, place);
  }
  const module = missingPackage(error);
  if (module !== undefined) return createDiagnostic('registry-module-missing', { module }, place);
  return createDiagnostic('registry-unreadable', { file, detail: detailOf(error) }, place);
}

function detailOf(error: unknown): string {
  if (!isA(error, NotPlainData) || error.thrown) return messageOf(error);
  return `${error.path.length === 0 ? 'the registry' : `\`${formatPath(error.path)}\``} ${error.message}`;
}

/** The module of a package that Node did not find. */
function missingPackage(error: unknown): string | undefined {
  const [, module] = /^Cannot find (?:module|package) '([^'./][^']*)'/.exec(messageOf(error)) ?? [];
  return module?.includes(':') === true ? undefined : module;
}

import { readFileSync } from 'node:fs';
import Module from 'node:module';
import { dirname, extname, join, resolve } from 'node:path';
import { createDiagnostic, type Diagnostic, type Place } from '../diagnostics';
import type { InputFile } from '../model';
import { messageOf } from './message-of';
import { pathKind } from './path-kind';
import { NotPlainData, plainCopy } from './plain-data';
import { throwingPosition } from './registry-error-position';
import { exportedRegistry, UnclearExport } from './registry-export';
import { watchRegistryCode } from './watch-registry-code';

/** The names that a service registry may have. */
export const registryFileNames = ['service-registry.ts', 'service-registry.js', 'service-registry.cjs', 'service-registry.json'];

/**
 * Reads the service registry of a product folder. A TypeScript registry is compiled in memory, with whatever it imports
 * by a relative path; types are not checked.
 * @returns a copy of the exported registry, plain data, or a finding when there is none or it cannot be run
 */
export async function loadRegistry(directory: string): Promise<InputFile> {
  const found = registryFileNames.map((name) => ({ name, kind: pathKind(join(directory, name)) })).find(({ kind }) => kind !== 'nothing');
  const file = displayPath(join(directory, found?.name ?? 'service-registry.ts'));
  if (found?.kind !== 'file') return missing(file, 'the service registry', found?.kind ?? 'nothing');
  try {
    const value = extname(file) === '.json' ? await readJson(file) : await evaluate(file);
    return { value, file };
  } catch (error) {
    return failed(file, findingOf(error, file, await placeOf(error, file)));
  }
}

/** The finding for a file that is not there, or that is a folder. */
export function missing(file: string, what: string, kind: 'folder' | 'nothing'): InputFile {
  const told = kind === 'folder' ? `${what} is a folder here, so the file` : what;
  return failed(file, createDiagnostic('file-missing', { file, what: told }, { file, path: [] }));
}

/** A path as findings show it: with forward slashes on every system. */
export function displayPath(path: string): string {
  return path.replaceAll('\\', '/');
}

function failed(file: string, diagnostic: Diagnostic): InputFile {
  return { value: undefined, file, diagnostics: [diagnostic] };
}

/** JSON is data already, and no module: nothing in it is unwrapped. */
async function readJson(file: string): Promise<unknown> {
  const source = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  try {
    return JSON.parse(source);
  } catch {
    // The parser's own message quotes the file, which may hold a credential, and gives no line.
    await compile(resolve(file));
    throw new Error('it is not JSON');
  }
}

async function evaluate(file: string): Promise<unknown> {
  const path = resolve(file);
  const code = await compile(path);
  return watchRegistryCode(() => {
    const module = new Module(path);
    module.filename = path;
    module.paths = (Module as unknown as { _nodeModulePaths(directory: string): string[] })._nodeModulePaths(dirname(path));
    (module as unknown as { _compile(code: string, file: string): void })._compile(code, path);
    return plainCopy(exportedRegistry(module.exports), 'the registry');
  });
}

/** A mistake that the compiler found. */
class CompileError extends Error {
  override readonly name = 'CompileError';
  /** Where, when it is known; the file is relative to the registry's folder. */
  readonly location: { readonly file: string; readonly line: number; readonly column: number } | null;

  constructor({ text, location }: import('esbuild').Message) {
    super(text);
    this.location = location;
  }
}

/** esbuild is a program of its own: what can be done meanwhile is done meanwhile. */
async function compile(file: string, sourcemap: 'inline' | false = false): Promise<string> {
  const { build } = require('esbuild') as typeof import('esbuild');
  try {
    const { outputFiles } = await build({
      entryPoints: [file],
      // Not the folder this process started in: that may be gone or elsewhere by now.
      absWorkingDir: dirname(file),
      bundle: true,
      packages: 'external',
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      write: false,
      sourcemap,
      sourcesContent: false,
      logLevel: 'silent',
    });
    return outputFiles[0]?.text ?? '';
  } catch (error) {
    const [first] = (error as Partial<import('esbuild').BuildFailure>).errors ?? [];
    throw first === undefined ? error : new CompileError(first);
  }
}

function findingOf(error: unknown, file: string, place: Place): Diagnostic {
  if (error instanceof UnclearExport) {
    return createDiagnostic('registry-export-unclear', { file, exports: error.exports, likely: error.likely }, place);
  }
  const module = missingPackage(error);
  if (module !== undefined) return createDiagnostic('registry-module-missing', { module }, place);
  return createDiagnostic('registry-unreadable', { file, detail: messageOf(error) }, place);
}

/** The module of a package that Node did not find. */
function missingPackage(error: unknown): string | undefined {
  const [, module] = /^Cannot find (?:module|package) '([^'./][^']*)'/.exec(messageOf(error)) ?? [];
  return module?.includes(':') === true ? undefined : module;
}

async function placeOf(error: unknown, file: string): Promise<Place> {
  if (error instanceof NotPlainData) return { file, path: error.path };
  if (error instanceof CompileError) return error.location === null ? { file, path: [] } : placeIn(file, error.location);
  const path = resolve(file);
  const found = await throwingPosition(error, path, () => compile(path, 'inline'));
  return found === undefined ? { file, path: [] } : placeIn(file, { ...found, file: found.source, column: found.column - 1 });
}

/** @param location as esbuild has it: relative to the folder of the registry, with columns from 0 */
function placeIn(registry: string, { file, line, column }: { file: string; line: number; column: number }): Place {
  return { file: displayPath(join(dirname(registry), file)), path: [], position: { line, column: column + 1 } };
}

import { readFileSync } from 'node:fs';
import Module from 'node:module';
import { dirname, extname, join, resolve } from 'node:path';
import { createDiagnostic, type Diagnostic, type Place } from '../diagnostics';
import type { InputFile } from '../model';
import { messageOf } from './message-of';
import { pathKind } from './path-kind';
import { NotPlainData, plainCopy } from './plain-data';
import { watchRegistryCode } from './watch-registry-code';

const fileNames = ['service-registry.ts', 'service-registry.js', 'service-registry.cjs', 'service-registry.json'];

/**
 * Reads the service registry of a product folder. A TypeScript registry is compiled in memory, with whatever it imports
 * by a relative path; types are not checked.
 * @returns a copy of the exported registry, plain data, or a finding when there is none or it cannot be run
 */
export async function loadRegistry(directory: string): Promise<InputFile> {
  const found = fileNames.map((name) => ({ name, kind: pathKind(join(directory, name)) })).find(({ kind }) => kind !== 'nothing');
  const file = displayPath(join(directory, found?.name ?? 'service-registry.ts'));
  if (found?.kind !== 'file') return missing(file, 'the service registry', found?.kind ?? 'nothing');
  try {
    const value = extname(file) === '.json' ? await readJson(file) : await evaluate(file);
    return { value, file };
  } catch (error) {
    return failed(file, createDiagnostic('registry-unreadable', { file, detail: messageOf(error) }, placeOf(error, file)));
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
async function compile(file: string): Promise<string> {
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
      logLevel: 'silent',
    });
    return outputFiles[0]?.text ?? '';
  } catch (error) {
    const [first] = (error as Partial<import('esbuild').BuildFailure>).errors ?? [];
    throw first === undefined ? error : new CompileError(first);
  }
}

/**
 * The registry is exported as `serviceRegistry`, or is the default or only export. A module whose only export is a service is the registry
 * itself: one of a single service, in `module.exports`.
 */
function exportedRegistry(exports: unknown): unknown {
  if (exports === null || typeof exports !== 'object') return exports;
  const named = exports as Record<string, unknown>;
  for (const name of ['serviceRegistry', 'default']) {
    if (Object.hasOwn(named, name)) return named[name];
  }
  const [only, ...others] = Object.keys(named);
  if (only === undefined || others.length > 0) return named;
  const value = named[only];
  return typeof value === 'object' && value !== null && typeof (value as Record<string, unknown>)['layer'] === 'string' ? named : value;
}

function placeOf(error: unknown, file: string): Place {
  if (error instanceof NotPlainData) return { file, path: error.path };
  if (!(error instanceof CompileError) || error.location === null) return { file, path: [] };
  const { location } = error;
  return {
    file: displayPath(join(dirname(file), location.file)),
    path: [],
    position: { line: location.line, column: location.column + 1 },
  };
}

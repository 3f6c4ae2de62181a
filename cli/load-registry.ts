import { existsSync, readFileSync } from 'node:fs';
import Module from 'node:module';
import { dirname, extname, join, resolve } from 'node:path';
import { createDiagnostic, type Diagnostic } from '../diagnostics';

/** What reading an input file gave. */
export interface Loaded {
  /** The file's value; `undefined` when a finding stands for it. */
  readonly value: unknown;
  /** The file, relative to the working directory, with forward slashes. */
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
}

const fileNames = ['service-registry.ts', 'service-registry.js', 'service-registry.cjs', 'service-registry.json'];

/**
 * Reads the service registry of a product folder. A TypeScript registry is compiled in memory, with whatever it imports
 * by a relative path; types are not checked.
 * @returns the exported registry, or a finding when there is none or it cannot be run
 */
export async function loadRegistry(directory: string): Promise<Loaded> {
  const name = fileNames.find((candidate) => existsSync(join(directory, candidate)));
  const file = displayPath(join(directory, name ?? 'service-registry.ts'));
  if (name === undefined) return failed(file, createDiagnostic('file-missing', { file, what: 'the service registry' }, { file, path: [] }));
  try {
    return { value: exportedRegistry(await evaluate(resolve(file))), file, diagnostics: [] };
  } catch (error) {
    const { detail, position } = describeFailure(error);
    return failed(file, createDiagnostic('registry-unreadable', { file, detail }, { file, path: [], ...(position && { position }) }));
  }
}

/** A path as findings show it: with forward slashes on every system. */
export function displayPath(path: string): string {
  return path.replaceAll('\\', '/');
}

function failed(file: string, diagnostic: Diagnostic): Loaded {
  return { value: undefined, file, diagnostics: [diagnostic] };
}

async function evaluate(file: string): Promise<unknown> {
  if (extname(file) === '.json') return JSON.parse(readFileSync(file, 'utf8'));
  const module = new Module(file);
  module.filename = file;
  module.paths = (Module as unknown as { _nodeModulePaths(directory: string): string[] })._nodeModulePaths(dirname(file));
  (module as unknown as { _compile(code: string, file: string): void })._compile(await compile(file), file);
  return module.exports;
}

/** esbuild is a program of its own: what can be done meanwhile is done meanwhile. */
async function compile(file: string): Promise<string> {
  const { build } = require('esbuild') as typeof import('esbuild');
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
}

/** The registry is exported as `serviceRegistry`, or is the default or only export. */
function exportedRegistry(exports: unknown): unknown {
  if (exports === null || typeof exports !== 'object') return exports;
  const named = exports as Record<string, unknown>;
  if ('serviceRegistry' in named) return named['serviceRegistry'];
  if ('default' in named) return named['default'];
  const only = Object.keys(named);
  return only.length === 1 ? named[only[0] ?? ''] : named;
}

function describeFailure(error: unknown): { readonly detail: string; readonly position?: { readonly line: number; readonly column: number } } {
  const [first] = (error as { errors?: { text: string; location: { line: number; column: number } | null }[] }).errors ?? [];
  if (first !== undefined) {
    return { detail: first.text, ...(first.location && { position: { line: first.location.line, column: first.location.column + 1 } }) };
  }
  return { detail: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) };
}

import { readFileSync } from 'node:fs';
import Module, { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import type { Diagnostic, Place } from '../diagnostics';
import { displayPath } from './display-path';
import { isA } from './is-a';
import { pathKind } from './path-kind';
import { encodingFlaw } from './read-text';

/** A module of a registry, compiled in memory, with whatever it imports by a relative path. Types are not checked. */
export interface CompiledModule {
  /** The absolute path of its source. */
  readonly path: string;
  readonly code: string;
  readonly map: string;
  /** The keys that stand twice in one object, of which the first value is lost. */
  readonly repeatedKeys: readonly RepeatedKey[];
  /** The findings about sources that are not UTF-8, of which the compiler would change characters. */
  readonly encodingFlaws: readonly Diagnostic[];
}

/** A key that stands twice in one object. */
export interface RepeatedKey {
  readonly key: string;
  readonly at: Place;
  /** Where it stands first. */
  readonly first: Place;
}

/** A mistake that the compiler found. */
class CompileError extends Error {
  override readonly name = 'CompileError';
  /** Where, when it is known; the file is relative to the folder of the module. */
  readonly location: { readonly file: string; readonly line: number; readonly column: number } | null;

  constructor({ text, location }: import('esbuild').Message) {
    super(withoutWords(text));
    this.location = location;
  }
}

/** What the compiler found where something else belongs is a piece of the file, and may be one of a credential. */
function withoutWords(text: string): string {
  return text.replace(/\b(but found|Unexpected) (?!end of file)(?="?.*\w).*$/s, '$1 something else');
}

/**
 * Compiles a module. esbuild is a program of its own: what can be done meanwhile is done meanwhile.
 * @throws an error with a message for readers, of which {@link placeOfError} knows the place
 */
export async function compileModule(file: string): Promise<CompiledModule> {
  const { build } = require('esbuild') as typeof import('esbuild');
  const path = resolve(file);
  try {
    const { outputFiles, warnings, metafile } = await build({
      entryPoints: [path],
      // Not the folder this process started in: that may be gone or elsewhere by now.
      absWorkingDir: dirname(path),
      outfile: `${path}.out`,
      bundle: true,
      packages: 'external',
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      sourcemap: 'external',
      sourcesContent: false,
      metafile: true,
      write: false,
      logLevel: 'silent',
    });
    const textOf = (isMap: boolean): string => outputFiles.find((output) => output.path.endsWith('.map') === isMap)?.text ?? '';
    const sources = Object.keys(metafile.inputs).map((source) => resolve(dirname(path), source));
    return {
      path,
      code: textOf(false),
      map: textOf(true),
      repeatedKeys: repeatedKeysIn(warnings, file),
      encodingFlaws: sources.flatMap((source) => flawIn(source, displayPath(join(dirname(file), relative(dirname(path), source))))),
    };
  } catch (error) {
    const [first] = (error as Partial<import('esbuild').BuildFailure>).errors ?? [];
    throw first === undefined ? error : new CompileError(first);
  }
}

function flawIn(source: string, file: string): Diagnostic[] {
  if (pathKind(source) !== 'file') return [];
  const flaw = encodingFlaw(readFileSync(source), file);
  return flaw === undefined ? [] : [flaw];
}

function repeatedKeysIn(warnings: readonly import('esbuild').Message[], file: string): RepeatedKey[] {
  return warnings.flatMap(({ id, text, location, notes }) => {
    const [first] = notes;
    if (id !== 'duplicate-object-key' || location === null || !first?.location) return [];
    const [, key = ''] = /"(.*)"/s.exec(text) ?? [];
    return [{ key, at: placeIn(file, location), first: placeIn(file, first.location) }];
  });
}

/** A spot that the compiler names, in a file relative to the folder of the module. */
function placeIn(module: string, { file, line, column }: NonNullable<CompileError['location']>): Place {
  return { file: join(dirname(module), file).replaceAll('\\', '/'), path: [], position: { line, column: column + 1 } };
}

/** Runs a module. @returns what it exports */
export function evaluateModule(module: Pick<CompiledModule, 'path' | 'code'>): unknown {
  return runModule(module, () => undefined);
}

/**
 * Runs a module.
 * @param load takes the name of each module that it loads
 * @returns what it exports
 */
export function runModule({ path, code }: Pick<CompiledModule, 'path' | 'code'>, load: (name: string) => void): unknown {
  const module = new Module(path);
  const requireOf = module.require.bind(module);
  module.require = ((name: string) => {
    load(name);
    return requireOf(name) as unknown;
  }) as NodeJS.Require;
  module.filename = path;
  module.paths = (Module as unknown as { _nodeModulePaths(directory: string): string[] })._nodeModulePaths(dirname(path));
  (module as unknown as { _compile(code: string, file: string): void })._compile(code, path);
  return module.exports;
}

/**
 * Finds the line that an error comes from.
 * @param file the path of the module as findings show it
 * @param compiled undefined if the module could not be compiled
 * @returns the innermost line of the module's own sources; undefined if none is known
 */
export function placeOfError(error: unknown, file: string, compiled: CompiledModule | undefined): Place | undefined {
  const found = isA(error, CompileError) ? error.location : compiled && locationIn(error, compiled);
  if (!found) return undefined;
  return placeIn(file, found);
}

function locationIn(error: unknown, { path, map }: CompiledModule): CompileError['location'] {
  const frame = frameOf(error, path);
  if (frame === undefined) return null;
  const entry = new SourceMap(JSON.parse(map) as SourceMapPayload).findEntry(frame.line - 1, frame.column - 1);
  if (!('originalSource' in entry)) return null;
  // The map names sources from the folder of the module on.
  return { file: entry.originalSource, line: entry.originalLine + 1, column: entry.originalColumn };
}

/** The innermost call in the compiled code. */
function frameOf(error: unknown, path: string): { readonly line: number; readonly column: number } | undefined {
  for (const text of stackOf(error).split('\n')) {
    const at = /^\s+at /.test(text) ? text.indexOf(`${path}:`) : -1;
    const [, line, column] = at === -1 ? [] : (/^(\d+):(\d+)/.exec(text.slice(at + path.length + 1)) ?? []);
    if (line !== undefined && column !== undefined) return { line: Number(line), column: Number(column) };
  }
  return undefined;
}

/** The stack of what was thrown, be it what it may; empty if it has none. */
export function stackOf(error: unknown): string {
  try {
    const { stack } = error as { stack?: unknown };
    return typeof stack === 'string' ? stack : '';
  } catch {
    // No object, or one whose getter throws again.
    return '';
  }
}

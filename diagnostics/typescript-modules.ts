import type { Assignment, Expression, Imported, ModuleBindings } from './typescript-module';
import { readModule } from './typescript-module';

/** All exports of a module, as one object. */
export interface Namespace {
  readonly type: 'Namespace';
  readonly file: string;
  readonly loc: { readonly filename: string; readonly start: { readonly line: number; readonly column: number } };
}

/** A variable that more is put into after its declaration. */
export interface Assigned {
  readonly type: 'Assigned';
  /** Undefined if what is put in is all that is known. */
  readonly value: Value | undefined;
  readonly assignments: readonly Assignment[];
  readonly loc: Expression['loc'];
}

/** An expression, or what stands for one. */
export type Value = Expression | Namespace | Assigned;

/** The modules of a registry, each read when it is first asked for. */
export interface Modules {
  /** The value of a variable, wherever it is declared; undefined if it is none, or unknown. */
  readonly variable: (file: string, name: string) => Value | undefined;
  /** An export of a module, wherever it comes from; `*` for all of them. */
  readonly exported: (file: string, name: string) => Value | undefined;
  /** The names of the exports of a module that are known, without `default`. */
  readonly exportNames: (file: string) => readonly string[];
  /** What a module that another one requires is. */
  readonly required: (from: string, file: string) => Value | undefined;
}

/** The endings that an import may leave out. */
const endings = ['', '.ts', '.js', '.mts', '.cts', '.mjs', '.cjs', '.json', '/index.ts', '/index.js'];

/**
 * Makes a look-up of modules. Those of packages are not read.
 * @param readSource returns the text of a file, or undefined if there is none
 */
export function createModules(readSource: (file: string) => string | undefined): Modules {
  const read = new Map<string, ModuleBindings | undefined>();
  const bindingsOf = (file: string): ModuleBindings | undefined => {
    if (!read.has(file)) read.set(file, readBindings(file, readSource));
    return read.get(file);
  };
  const fileOf = (from: string, file: string): string | undefined => {
    if (!/^\.\.?(?:\/|$)/.test(from)) return undefined;
    const path = joined(file, from);
    // TypeScript writes the name that the compiled file would have.
    const source = path.replace(/\.([cm]?)js$/, '.$1ts');
    const candidates = [...(source === path ? [] : [source]), ...endings.map((ending) => path + ending)];
    return candidates.find((candidate) => /\.(?:[cm]?[jt]s|json)$/i.test(candidate) && bindingsOf(candidate) !== undefined);
  };

  function imported({ from, name }: Imported, file: string, seen: ReadonlySet<string>): Value | undefined {
    const other = fileOf(from, file);
    return other === undefined ? undefined : find(other, name, seen);
  }

  function find(file: string, name: string, seen: ReadonlySet<string>): Value | undefined {
    const id = JSON.stringify([file, name]);
    const bindings = bindingsOf(file);
    if (bindings === undefined || seen.has(id)) return undefined;
    if (name === '*') return namespaceOf(file);
    const next = new Set([...seen, id]);
    const own = bindings.exports.get(name);
    if (own !== undefined) return own;
    const other = bindings.reexports.get(name);
    if (other !== undefined) return imported(other, file, next);
    if (name === 'default') return undefined;
    for (const from of bindings.stars) {
      const found = imported({ from, name }, file, next);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function names(file: string, seen: ReadonlySet<string>): string[] {
    const bindings = bindingsOf(file);
    if (bindings === undefined || seen.has(file)) return [];
    const next = new Set([...seen, file]);
    const others = bindings.stars.flatMap((from) => {
      const other = fileOf(from, file);
      return other === undefined ? [] : names(other, next);
    });
    return [...new Set([...bindings.exports.keys(), ...bindings.reexports.keys(), ...others])].filter((name) => name !== 'default');
  }

  return {
    variable: (file, name) => {
      const bindings = bindingsOf(file);
      const other = bindings?.imports.get(name);
      const value = bindings?.variables.get(name) ?? (other && imported(other, file, new Set()));
      const assignments = bindings?.assignments.get(name) ?? [];
      return value === undefined || assignments.length === 0
        ? value
        : { type: 'Assigned', value, assignments, loc: value.loc as Expression['loc'] };
    },
    exported: (file, name) => find(file, name, new Set()),
    exportNames: (file) => names(file, new Set()),
    required: (from, file) => {
      const other = fileOf(from, file);
      return other === undefined ? undefined : (find(other, 'default', new Set()) ?? namespaceOf(other));
    },
  };
}

function readBindings(file: string, readSource: (file: string) => string | undefined): ModuleBindings | undefined {
  const source = readSource(file);
  if (source === undefined) return undefined;
  try {
    return readModule(source, file);
  } catch {
    // Whoever loads the registry reports it.
    return undefined;
  }
}

function namespaceOf(file: string): Namespace {
  return { type: 'Namespace', file, loc: { filename: file, start: { line: 1, column: 0 } } };
}

/** The path that another one leads to from the folder of a file. */
function joined(file: string, path: string): string {
  const parts = file.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '.' || part === '') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

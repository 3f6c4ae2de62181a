import type { FindPosition, Position } from './position';
import type { Expression } from './typescript-module';
import { createModules, type Modules, type Value } from './typescript-modules';
import { findEntry, type Node } from './typescript-values';

/** The names under which modules export a registry, the likeliest first. */
const registryNames = ['serviceRegistry', 'default', 'registry'];

/** The most expressions that one look-up visits: enough for any registry that people write, and a few milliseconds of work. */
const budget = 100_000;

/**
 * Reads a TypeScript or JavaScript module for the positions of the values in the registry that it exports: as `serviceRegistry`, as the default, as
 * `module.exports`, or else as its only export; or in the module itself, if it exports services. Modules that it imports by a relative path are read too.
 * @param readSource returns the text of a file, or undefined if there is none
 * @returns a function that finds positions; it returns undefined for every path if the module contains no registry
 */
export function readTypeScriptPositions(file: string, readSource: (file: string) => string | undefined): FindPosition {
  const source = readSource(file);
  const modules = createModules((other) => (other === file ? source : sourceOf(other, readSource)));
  const registry = findRegistry(modules, file);
  return (path, key) => {
    if (registry === undefined) return undefined;
    const lookup = { modules, budget, depth: 0 };
    let value = registry;
    for (const [index, segment] of path.entries()) {
      const entry = findEntry(lookup, value, segment);
      if (entry === undefined) break;
      if (entry.value === undefined || (key && index === path.length - 1)) return positionOf(entry.key, file);
      value = entry.value;
    }
    return positionOf(value, file);
  };
}

/** An import may lead to any of several files: that some are not there is no error. */
function sourceOf(file: string, readSource: (file: string) => string | undefined): string | undefined {
  try {
    return readSource(file);
  } catch {
    return undefined;
  }
}

function findRegistry(modules: Modules, file: string): Value | undefined {
  const name = registryNames.find((candidate) => modules.exported(file, candidate) !== undefined);
  const exported = name === undefined ? soleExport(modules, file) : modules.exported(file, name);
  if (exported === undefined) return undefined;
  // For `module.exports = { serviceRegistry }`.
  const inside = name === 'default' ? entryOf(modules, exported, 'serviceRegistry') : undefined;
  const registry = inside ?? exported;
  return registry.type === 'Identifier' ? (modules.variable(fileOf(registry, file), registry.name) ?? registry) : registry;
}

/** The only export, or the exports as one object if they are services. */
function soleExport(modules: Modules, file: string): Value | undefined {
  const names = modules.exportNames(file);
  const values = names.flatMap((name) => modules.exported(file, name) ?? []);
  if (values.some((value) => entryOf(modules, value, 'layer') !== undefined)) return modules.exported(file, '*');
  return names.length === 0 ? modules.variable(file, 'serviceRegistry') : values.length === 1 ? values[0] : undefined;
}

function entryOf(modules: Modules, value: Value, key: string): Value | undefined {
  return findEntry({ modules, budget, depth: 0 }, value, key)?.value;
}

function fileOf({ loc }: Expression, otherwise: string): string {
  return loc?.filename ?? otherwise;
}

function positionOf({ loc }: Node, file: string): Position | undefined {
  if (!loc) return undefined;
  const position = { line: loc.start.line, column: loc.start.column + 1 };
  return loc.filename === undefined || loc.filename === file ? position : { ...position, file: loc.filename };
}

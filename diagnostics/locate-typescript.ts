import type { FindPosition, Position } from './position';
import { readModule, type Expression, type ModuleBindings } from './typescript-module';
import { findEntry, type Node } from './typescript-values';

/** The names under which modules export a registry, the likeliest first. */
const registryNames = ['serviceRegistry', 'default', 'registry'];

/** The most expressions that one look-up visits: enough for any registry that people write, and a few milliseconds of work. */
const budget = 100_000;

/**
 * Reads a TypeScript or JavaScript module for the positions of the values in the registry that it exports: as `serviceRegistry`, as the default, as
 * `module.exports`, or else as its only export.
 * @returns a function that finds positions; it returns undefined for every path if the module contains no registry
 * @throws SyntaxError if the parser cannot read the source
 */
export function readTypeScriptPositions(source: string): FindPosition {
  const bindings = readModule(source);
  const registry = findRegistry(bindings);
  return (path, key) => {
    if (registry === undefined) return undefined;
    const lookup = { variables: bindings.variables, budget, depth: 0 };
    let value = registry;
    for (const [index, segment] of path.entries()) {
      const entry = findEntry(lookup, value, segment);
      if (entry === undefined) break;
      if (entry.value === undefined || (key && index === path.length - 1)) return positionOf(entry.key);
      value = entry.value;
    }
    return positionOf(value);
  };
}

function findRegistry({ variables, exports }: ModuleBindings): Expression | undefined {
  const name = registryNames.find((candidate) => exports.has(candidate));
  const exported = exports.get(name ?? '') ?? (exports.size === 1 ? [...exports.values()][0] : variables.get('serviceRegistry'));
  if (exported === undefined) return undefined;
  // For `module.exports = { serviceRegistry }`.
  const inside = name === 'default' ? findEntry({ variables, budget, depth: 0 }, exported, 'serviceRegistry')?.value : undefined;
  const registry = inside ?? exported;
  return registry.type === 'Identifier' ? (variables.get(registry.name) ?? registry) : registry;
}

function positionOf(node: Node): Position | undefined {
  return !node.loc ? undefined : { line: node.loc.start.line, column: node.loc.start.column + 1 };
}

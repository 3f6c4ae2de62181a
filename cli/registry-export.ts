/** A module that exports nothing, or several things of which none is surely the registry. */
export class UnclearExport extends Error {
  override readonly name = 'UnclearExport';
  /** The names of the exports. */
  readonly exports: readonly string[];
  /** The only one that looks like a registry. */
  readonly likely: string | undefined;

  constructor(exports: readonly string[], likely: string | undefined) {
    super('it is not clear which export is the registry');
    this.exports = exports;
    this.likely = likely;
  }
}

/**
 * Finds the registry among the exports of a module: `serviceRegistry`, or the default or only export. A module of services alone is the registry itself, as
 * with `module.exports`.
 * @throws UnclearExport
 */
export function exportedRegistry(exports: unknown): unknown {
  if (exports === null || typeof exports !== 'object') return exports;
  const named = exports as Record<string, unknown>;
  for (const name of ['serviceRegistry', 'default']) {
    if (Object.hasOwn(named, name)) return named[name];
  }
  const names = Object.keys(named);
  const [only, ...others] = names;
  // An empty registry says so by a name.
  if (only === undefined) throw new UnclearExport([], undefined);
  if (others.length === 0) return isService(named[only]) ? named : named[only];
  const registries = names.filter((name) => isRegistry(named[name]));
  const isModule = Object.hasOwn(named, '__esModule') && !names.every((name) => isService(named[name]));
  if (isModule || registries.length > 0) throw new UnclearExport(names, registries.length === 1 ? registries[0] : undefined);
  return named;
}

function isService(value: unknown): boolean {
  return typeof value === 'object' && value !== null && typeof (value as Record<string, unknown>)['layer'] === 'string';
}

function isRegistry(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).some(isService);
}

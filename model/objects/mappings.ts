/** A mapping of an input file that has no schema of ours. */
export type Mapping = Readonly<Record<string, unknown>>;

/** A value as a mapping; an empty one if it is something else. */
export function mappingOf(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}

/** A value as a text; undefined if it is something else. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Whether a value is a mapping, or left out, and every value in it is a text. */
export function isTextMapping(value: unknown): value is Readonly<Record<string, string>> | undefined {
  if (value === undefined || value === null) return true;
  return typeof value === 'object' && !Array.isArray(value) && Object.values(value).every((inner) => typeof inner === 'string');
}

/**
 * Lists the unknown fields of a mapping.
 * @param path the path of the mapping; empty for a whole file
 * @returns such as `spec.stringData`
 */
export function unknownFields(path: string, value: unknown, known: ReadonlySet<string>): string[] {
  const names = Object.keys(mappingOf(value)).filter((name) => !known.has(name));
  return path === '' ? names : names.map((name) => `${path}.${name}`);
}

/** More levels than any object of Kubernetes needs, and few enough for the YAML writer's recursion. */
export const mostLevels = 64;

/** Whether JSON, and so the API server, can hold a value. YAML has numbers, dates, sets and circles that JSON has not. */
export function isJson(value: unknown): boolean {
  return levelsOf(value, new Map(), 0) <= mostLevels;
}

/**
 * Counts the levels of mappings and lists of a value; infinitely many if JSON cannot hold it, or if there are too many.
 * @param known the levels of what was counted before, because aliases put one value into many places. A value that is being counted has infinitely many.
 * @param above the number of levels above the value
 */
function levelsOf(value: unknown, known: Map<object, number>, above: number): number {
  if (typeof value === 'number') return Number.isFinite(value) ? 0 : Infinity;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return 0;
  if (typeof value !== 'object' || above >= mostLevels || !isPlain(value)) return Infinity;
  const before = known.get(value);
  if (before !== undefined) return before;
  known.set(value, Infinity);
  let levels = 0;
  for (const inner of Object.values(value)) levels = Math.max(levels, levelsOf(inner, known, above + 1));
  known.set(value, levels + 1);
  return levels + 1;
}

function isPlain(value: object): boolean {
  return Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
}

/** A value as a list; an empty one if it is something else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Whether a value is a mapping. */
export function isMapping(value: unknown): value is Mapping {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

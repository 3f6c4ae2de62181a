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
const mostLevels = 64;

/**
 * Whether JSON, and so the API server, can hold a value. YAML has numbers, dates, sets and circles that JSON has not.
 * @param around the mappings and lists around the value
 */
export function isJson(value: unknown, around: readonly object[] = []): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value !== 'object' || around.length >= mostLevels || around.includes(value) || !isPlain(value)) return false;
  const inside = [...around, value];
  return Object.values(value).every((inner) => isJson(inner, inside));
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

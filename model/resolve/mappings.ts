/** A mapping of an input file that has no schema of ours. */
export type Mapping = Readonly<Record<string, unknown>>;

/** A value as a mapping; an empty one where it is none. */
export function mappingOf(value: unknown): Mapping {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Mapping) : {};
}

/** A value as a text; undefined where it is none. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Whether a value is a mapping, or left out, and every value in it is a text. */
export function isTextMapping(value: unknown): value is Readonly<Record<string, string>> | undefined {
  if (value === undefined || value === null) return true;
  return typeof value === 'object' && !Array.isArray(value) && Object.values(value).every((inner) => typeof inner === 'string');
}

/**
 * The fields of a mapping that it should not have.
 * @param path where the mapping stands; empty for a whole file
 * @returns such as `spec.stringData`
 */
export function unknownFields(path: string, value: unknown, known: ReadonlySet<string>): string[] {
  const names = Object.keys(mappingOf(value)).filter((name) => !known.has(name));
  return path === '' ? names : names.map((name) => `${path}.${name}`);
}

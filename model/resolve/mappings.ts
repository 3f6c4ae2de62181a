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

/** The annotation in which a client-side `kubectl apply` keeps a whole object, with the values of a Secret. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** The annotations of an object's metadata that repeat its values, where there are any. */
export function revealingAnnotations(metadata: unknown): string[] {
  return Object.hasOwn(mappingOf(mappingOf(metadata)['annotations']), lastApplied) ? [lastApplied] : [];
}

/** Whether JSON can hold a value: YAML knows numbers that it cannot. */
export function isJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === null || typeof value !== 'object') return value !== undefined && typeof value !== 'bigint';
  return Object.values(value).every(isJson);
}

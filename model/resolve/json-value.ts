/** More levels than any object of Kubernetes needs, and fewer than would be too many for what writes it. */
const mostLevels = 64;

/**
 * Whether JSON can hold a value, and so the API server: YAML knows numbers, dates, sets and circles that it cannot.
 * @param around the mappings and lists that the value stands in
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

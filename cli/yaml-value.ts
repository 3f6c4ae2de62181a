import type { Document } from 'yaml';

/**
 * The value of a YAML document.
 * @throws Error if an alias leads nowhere or into itself, or the aliases grow beyond measure
 */
export function yamlValue(document: Pick<Document.Parsed, 'toJS'>): unknown {
  const value = document.toJS() as unknown;
  if (isCircular(value, new Set(), new Set())) throw new TypeError('an alias leads into what it stands in');
  return value;
}

/** @param above what the value stands in */
function isCircular(value: unknown, above: Set<object>, known: Set<object>): boolean {
  if (typeof value !== 'object' || value === null || known.has(value)) return false;
  if (above.has(value)) return true;
  above.add(value);
  const found = Object.values(value).some((inner) => isCircular(inner, above, known));
  above.delete(value);
  known.add(value);
  return found;
}

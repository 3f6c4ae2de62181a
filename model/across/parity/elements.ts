import type { Place } from '../../../diagnostics';
import type { Origin } from '../../origin';

/**
 * Names the elements of a list of mappings by what is their own among `key`, `name` and `path`, or else by their position.
 * @returns undefined for what is no such list
 */
export function elementsOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (!Array.isArray(value) || !value.every(isMapping)) return undefined;
  const elements = new Map<string, unknown>();
  const seen = new Map<string, number>();
  for (const [index, item] of value.entries()) {
    const name = nameOf(item, index);
    if (!elements.has(name)) {
      elements.set(name, item);
      continue;
    }
    // Two of one name are a finding of their own.
    const times = (seen.get(name) ?? 1) + 1;
    seen.set(name, times);
    elements.set(`${name} #${times}`, item);
  }
  return elements;
}

function nameOf(item: Readonly<Record<string, unknown>>, index: number): string {
  for (const field of ['key', 'name', 'path']) {
    const name = Object.hasOwn(item, field) ? item[field] : undefined;
    if (typeof name === 'string') return name;
  }
  return String(index);
}

/** Whether a value is plain data with fields. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  if (value === null || typeof value !== 'object') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Whether a value only says where something was written, if it says anything: that is no fact about a platform. */
export function isWhereabouts(value: unknown): boolean {
  return value === undefined || isPlace(value) || isOrigin(value);
}

const placeFields: ReadonlySet<string> = new Set<keyof Place>(['file', 'path', 'document', 'key', 'position']);

/** Whether a value is a place in an input file. */
export function isPlace(value: unknown): value is Place {
  return (
    isMapping(value) &&
    typeof value['file'] === 'string' &&
    Array.isArray(value['path']) &&
    Object.keys(value).every((field) => placeFields.has(field))
  );
}

/** Whether a value is an origin. */
export function isOrigin(value: unknown): value is Origin {
  return isMapping(value) && typeof value['layer'] === 'string' && isPlace(value['place']) && Object.keys(value).length === 2;
}

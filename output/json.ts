/** A JSON value: the only values that a manifest may contain. `undefined` is allowed as a property's value and means "leave it out". */
export type JsonValue = string | number | boolean | null | JsonArray | JsonObject;

/** A JSON array. The emitter refuses a hole or an `undefined`, because the elements after it would move. */
export type JsonArray = readonly JsonValue[];

/** A plain JSON object; a property that is `undefined` is skipped, as `JSON.stringify` does. */
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/**
 * Whether an object is a mapping that YAML can hold: made by `{}`, `JSON.parse` or `Object.create(null)`.
 *
 * @returns false for an instance of any class (Date, Map, a construct, a cdk8s Lazy), whose fields are not its data
 */
export function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // The second test is for plain objects of another realm (a jest sandbox, structuredClone): their prototype is a root, but not ours.
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * Finds the first value that JSON cannot hold, and says its place and what it is.
 * It walks the whole value again, so only a failed write calls it.
 *
 * @param path the place of `value` itself, such as `spec.ports[0]`
 * @returns for example `spec.ports[0].port is NaN`; undefined if JSON can hold all of it
 */
export function findUnwritable(value: unknown, path: string): string | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : `${path} is ${value}`;
  if (typeof value !== 'object') return `${path} is ${value === undefined ? 'undefined' : `a ${typeof value}`}`;
  if (Array.isArray(value)) {
    // By index, because the array's own iteration helpers skip holes.
    for (let index = 0; index < value.length; index++) {
      const found = findUnwritable(value[index], `${path}[${index}]`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!isPlainObject(value)) return `${path} is an instance of ${value.constructor?.name || 'a class'}`;
  for (const [key, entry] of Object.entries(value)) {
    const found = entry === undefined ? undefined : findUnwritable(entry, path === '' ? key : `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a value can never change: it and all values in it are frozen, or are no objects. */
export function isDeeplyFrozen(value: JsonValue | undefined): boolean {
  return typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen));
}

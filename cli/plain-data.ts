import { formatPath, messageOf, type PathSegment } from '../diagnostics';
import { isA } from './is-a';

/** A value that holds something else than data, or that cannot be read. */
export class NotPlainData extends Error {
  override readonly name = 'NotPlainData';
  /** Where in the value. */
  readonly path: readonly PathSegment[];

  constructor(message: string, path: readonly PathSegment[]) {
    super(message);
    this.path = path;
  }
}

/**
 * Copies a value that code made, so that reading the copy does not run that code: no getters, no Proxies, no cycles. Properties that are
 * `undefined` are left out.
 * @param what the value's name in messages
 * @throws NotPlainData for whatever is no text, number, boolean, null, list or plain object, and for what throws while it is read
 */
export function plainCopy(value: unknown, what: string): unknown {
  const path: PathSegment[] = [];
  /** The copies so far: a shared object is copied once. An object whose copy is undefined is being copied. */
  const copies = new Map<object, unknown>();
  const refuse = (is: string): never => {
    throw new NotPlainData(`${path.length === 0 ? what : `\`${formatPath(path)}\``} ${is}`, [...path]);
  };

  function copy(current: unknown): unknown {
    if (typeof current === 'function' || typeof current === 'bigint' || typeof current === 'symbol')
      return refuse(`is a ${typeof current}, which is no data`);
    if (typeof current !== 'object' || current === null) return current;
    if (copies.has(current)) return copies.get(current) ?? refuse('contains itself');
    copies.set(current, undefined);
    const copied = Array.isArray(current) ? copyList(current) : copyObject(current);
    copies.set(current, copied);
    return copied;
  }

  function copyList(list: readonly unknown[]): unknown[] {
    const items: unknown[] = [];
    for (let index = 0; index < list.length; index++) {
      path.push(index);
      if (!Object.hasOwn(list, index)) refuse('is a hole in a list');
      items.push(copy(list[index]));
      path.pop();
    }
    return items;
  }

  function copyObject(object: object): object {
    if (!isPlain(object)) refuse(`is an instance of ${classOf(object)}, which is no data`);
    const entries: [string, unknown][] = [];
    for (const key of Object.keys(object)) {
      path.push(key);
      const copied = copy((object as Record<string, unknown>)[key]);
      if (copied !== undefined) entries.push([key, copied]);
      path.pop();
    }
    // Not by assignment, which takes a key `__proto__` for the prototype.
    return Object.fromEntries(entries);
  }

  try {
    return copy(value);
  } catch (error) {
    // The path is left where the walk stopped.
    throw isA(error, NotPlainData) ? error : new NotPlainData(messageOf(error), path);
  }
}

/** Whether it is made by braces, in whatever realm, or has no prototype. */
function isPlain(object: object): boolean {
  const prototype = Object.getPrototypeOf(object) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function classOf(object: object): string {
  const { constructor } = object as { constructor?: { name?: unknown } };
  return typeof constructor?.name === 'string' && constructor.name !== '' ? constructor.name : 'a class';
}

import { messageOf, mostLevels, type PathSegment } from '../diagnostics';
import { isA } from './is-a';

/** A value that holds something else than data, or that cannot be read. */
export class NotPlainData extends Error {
  override readonly name = 'NotPlainData';
  /** Where in the value. */
  readonly path: readonly PathSegment[];
  /** Whether the message is that of what the value threw when it was read. Otherwise it goes on from the name of the value: `is a function`. */
  readonly thrown: boolean;

  constructor(message: string, path: readonly PathSegment[], thrown: boolean) {
    super(message);
    this.path = path;
    this.thrown = thrown;
  }
}

/** How long a value may be as a text, in characters, by and large. */
const mostCharacters = 100_000_000;

/**
 * Copies a value that code made, so that reading the copy does not run that code: no getters, no Proxies, no cycles. Properties that are
 * `undefined` are left out.
 * @throws NotPlainData for whatever is no text, number, boolean, null, list or plain object, for what throws while it is read, and for what is too deep or
 * too large
 */
export function plainCopy(value: unknown): unknown {
  const path: PathSegment[] = [];
  /** The copies so far, with their size: a shared object is copied once. An object whose copy is undefined is being copied. */
  const copies = new Map<object, { readonly copied: unknown; readonly size: number } | undefined>();
  let size = 0;
  const refuse = (is: string): never => {
    throw new NotPlainData(is, [...path], false);
  };

  function copy(current: unknown): unknown {
    if (typeof current === 'function' || typeof current === 'bigint' || typeof current === 'symbol')
      return refuse(`is a ${typeof current}, which is no data`);
    if (typeof current !== 'object' || current === null) {
      grow(typeof current === 'string' ? current.length : 1);
      return current;
    }
    if (copies.has(current)) {
      const before = copies.get(current) ?? refuse('contains itself');
      grow(before.size);
      return before.copied;
    }
    if (path.length > mostLevels) throw new NotPlainData(`holds more than ${mostLevels} levels`, path.slice(0, 2), false);
    copies.set(current, undefined);
    const sizeBefore = size;
    const copied = Array.isArray(current) ? copyList(current) : copyObject(current);
    copies.set(current, { copied, size: size - sizeBefore });
    return copied;
  }

  function grow(by: number): void {
    size += by + 1;
    if (size > mostCharacters) refuse(`makes it longer than ${mostCharacters / 1e6} million characters`);
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
      grow(key.length);
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
    throw isA(error, NotPlainData) ? error : new NotPlainData(messageOf(error), path, true);
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

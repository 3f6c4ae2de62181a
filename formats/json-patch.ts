/** One operation of a JSON Patch. */
export interface JsonPatchOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  /** A JSON Pointer, such as `/spec/template/spec/containers/0/env/-`. */
  readonly path: string;
  readonly from?: string | undefined;
  readonly value?: unknown;
}

/** A patch that does not fit the value that it is for. No message of it holds a value. */
export class PatchError extends Error {
  override readonly name = 'PatchError';
}

/** The most characters that a patch adds, copies included: an API server takes no larger object. */
const mostCharacters = 3 * 2 ** 20;

const indexPattern = /^(?:0|[1-9]\d*)$/;

type Holder = Record<string, unknown> | unknown[];

/**
 * Applies a JSON Patch to a copy of a JSON value.
 * @throws PatchError if an operation does not fit
 * @see https://www.rfc-editor.org/rfc/rfc6902
 */
export function applyJsonPatch(value: object, operations: readonly JsonPatchOperation[]): object {
  const root: { value: unknown } = { value: structuredClone(value) };
  let room = mostCharacters;
  const copyOf = (given: unknown): unknown => {
    room -= charactersOf(given, room);
    return structuredClone(given);
  };
  for (const { op, path, from = '', value: given } of operations) {
    switch (op) {
      case 'add':
        put(root, path, copyOf(given), true);
        break;
      case 'replace':
        put(root, path, copyOf(given), false);
        break;
      case 'remove':
        take(root, path);
        break;
      case 'move':
        put(root, path, take(root, from), true);
        break;
      case 'copy':
        put(root, path, copyOf(read(root, from)), true);
        break;
      case 'test':
        if (stable(read(root, path)) !== stable(given)) throw new PatchError(`\`${path}\` is not what the test says`);
    }
  }
  if (typeof root.value !== 'object' || root.value === null || Array.isArray(root.value)) throw new PatchError('no object is left');
  return root.value;
}

/**
 * Counts the characters of a JSON value, about as it is written. A value that stands in several places counts in each.
 * @throws PatchError if there are more than there is room for
 */
function charactersOf(value: unknown, room: number): number {
  let characters = 0;
  const add = (more: number): void => {
    characters += more;
    if (characters > room) throw new PatchError('its values and copies take more than 3 MiB');
  };
  const visit = (inner: unknown): void => {
    add(typeof inner === 'string' ? inner.length + 2 : 2);
    if (typeof inner !== 'object' || inner === null) return;
    for (const [key, item] of Object.entries(inner)) {
      if (!Array.isArray(inner)) add(key.length + 2);
      visit(item);
    }
  };
  visit(value);
  return characters;
}

/**
 * Splits a JSON Pointer.
 * @throws PatchError if it is none
 */
export function pointerSegments(pointer: string): string[] {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) throw new PatchError(`\`${pointer}\` does not start with \`/\``);
  return pointer
    .slice(1)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The mapping or list that holds the end of a pointer, and the last segment. */
function holderOf(root: { value: unknown }, pointer: string): { readonly holder: Holder; readonly last: string } {
  let holder: unknown = root;
  const segments = ['value', ...pointerSegments(pointer)];
  const last = segments.pop() ?? '';
  for (const segment of segments) holder = childOf(holder, segment, pointer);
  if (typeof holder !== 'object' || holder === null) throw new PatchError(`\`${pointer}\` leads into what is neither a mapping nor a list`);
  return { holder: holder as Holder, last };
}

function childOf(holder: unknown, segment: string, pointer: string): unknown {
  // A list has items alone, though it also has a length here.
  if (
    typeof holder === 'object' &&
    holder !== null &&
    Object.hasOwn(holder, segment) &&
    (!Array.isArray(holder) || indexPattern.test(segment))
  )
    return (holder as Record<string, unknown>)[segment];
  throw new PatchError(`there is no \`${pointer}\``);
}

function read(root: { value: unknown }, pointer: string): unknown {
  const { holder, last } = holderOf(root, pointer);
  return childOf(holder, last, pointer);
}

function put(root: { value: unknown }, pointer: string, value: unknown, isNew: boolean): void {
  const { holder, last } = holderOf(root, pointer);
  if (!isNew) childOf(holder, last, pointer);
  if (!Array.isArray(holder)) {
    Object.defineProperty(holder, last, { value, enumerable: true, configurable: true, writable: true });
    return;
  }
  const index = last === '-' ? holder.length : indexPattern.test(last) ? Number(last) : -1;
  if (index < 0 || index > holder.length) throw new PatchError(`\`${pointer}\` is no place in a list of ${holder.length}`);
  holder.splice(index, isNew ? 0 : 1, value);
}

function take(root: { value: unknown }, pointer: string): unknown {
  const { holder, last } = holderOf(root, pointer);
  const value = childOf(holder, last, pointer);
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete holder[last];
  return value;
}

function stable(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

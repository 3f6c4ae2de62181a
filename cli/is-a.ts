/**
 * Whether something is an instance of a class. Code of others may throw anything, also a Proxy that does not tell its prototype: that is none.
 * @returns true if it is; never throws
 */
export function isA<T>(value: unknown, type: abstract new (...args: never[]) => T): value is T {
  try {
    return value instanceof type;
  } catch {
    return false;
  }
}

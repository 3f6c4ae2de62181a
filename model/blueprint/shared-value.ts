/**
 * Freezes a plain value with all it holds. What is frozen can stand in any number of objects, and is written out once.
 * @returns the same value
 */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    // for-in allocates nothing, and a plain object inherits nothing enumerable.
    for (const key in value) deepFreeze(value[key]);
  }
  return value;
}

/**
 * Makes a function give the same frozen value for the same key.
 * @param keyOf tells arguments apart; there must be few different keys, because values are kept
 */
export function shared<A, T>(keyOf: (argument: A) => string, make: (argument: A) => T): (argument: A) => T {
  const values = new Map<string, T>();
  return (argument) => {
    const key = keyOf(argument);
    const known = values.get(key);
    if (known !== undefined) return known;
    const value = deepFreeze(make(argument));
    values.set(key, value);
    return value;
  };
}

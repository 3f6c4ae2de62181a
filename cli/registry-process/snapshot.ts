/** What every program shares, and code can change for the code after it. */
const shared: readonly object[] = [
  globalThis,
  ...[Object, Array, Function, String, Number, Boolean, Symbol, Promise, Map, Set, Error, RegExp, Date].flatMap((type) => [
    type,
    type.prototype as object,
  ]),
  JSON,
  Math,
  Reflect,
  process,
];

/**
 * Remembers the state of this process.
 * @returns tells whether it is still the same: built-in objects have the same properties, the working directory and the environment variables are the
 * same, and neither timer nor socket is open that was not
 */
export function createSnapshot(): () => boolean {
  const before = shared.map(propertiesOf);
  const state = stateOf();
  return () => stateOf() === state && shared.every((object, index) => isSame(before[index]!, propertiesOf(object)));
}

type Properties = Readonly<Record<PropertyKey, PropertyDescriptor | undefined>>;

function propertiesOf(object: object): Properties {
  return Object.getOwnPropertyDescriptors(object);
}

function isSame(before: Properties, now: Properties): boolean {
  // The private properties of `process` change by themselves.
  const keys = [...new Set([...Reflect.ownKeys(before), ...Reflect.ownKeys(now)])].filter(
    (key) => typeof key === 'symbol' || !key.startsWith('_'),
  );
  return keys.every((key) => {
    const [one, other] = [before[key], now[key]];
    return one !== undefined && other !== undefined && one.get === other.get && one.set === other.set && Object.is(one.value, other.value);
  });
}

function stateOf(): string {
  return JSON.stringify([process.cwd(), process.env, process.eventNames().map(String), process.getActiveResourcesInfo().sort()]);
}

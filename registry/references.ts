import { plainReferences, portReferenceFields, referenceFields, serviceReferenceFields } from './schema/references';

type Texts<Field extends string> = Readonly<Record<Field, string>>;

/** The references to one port of a service. */
export type PortReferences = Texts<(typeof portReferenceFields)[number]>;

/** The references to a service: its own port, and further ones by name. */
export interface ServiceReferences extends Texts<(typeof serviceReferenceFields)[number]> {
  // An index signature of another type would be `undefined` in part, under `noUncheckedIndexedAccess`, and no port ever is.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly ports: Readonly<Record<string, any>>;
}

/** Texts for `env` that refer to what the model knows, by what they refer to. */
export type References<Services> = {
  readonly [Thing in keyof typeof referenceFields]: Thing extends 'self'
    ? Texts<(typeof referenceFields)['self'][number]> & Pick<ServiceReferences, 'ports'>
    : Texts<(typeof referenceFields)[Thing][number]>;
} & Texts<(typeof plainReferences)[number]> & {
    readonly services: Services;
    /** The `externals` of the overlay, by name: `host`, `port`, and the keys of its Secret. */
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    readonly externals: Readonly<Record<string, any>>;
  };

/** The texts that refer to the fields of one thing. */
function textsOf<Field extends string>(path: string, fields: readonly Field[]): Texts<Field> {
  return Object.freeze(Object.fromEntries(fields.map((field) => [field, `\${${path}.${field}}`]))) as Texts<Field>;
}

/** An object that has every key, each made when it is asked for. */
function everyKey<T>(make: (key: string) => T): Readonly<Record<string, T>> {
  return new Proxy(Object.freeze({}), { get: (_, key) => (typeof key === 'string' ? make(key) : undefined) });
}

function portsOf(path: string): ServiceReferences['ports'] {
  return everyKey((name) => textsOf(`${path}.ports.${name}`, portReferenceFields));
}

function referencesTo(): References<Readonly<Record<string, ServiceReferences>>> {
  const things = Object.entries(referenceFields).map(([thing, fields]) => [thing, textsOf(thing, fields)] as const);
  return {
    ...(Object.fromEntries(things) as unknown as References<never>),
    ...(Object.fromEntries(plainReferences.map((name) => [name, `\${${name}}`])) as unknown as Texts<(typeof plainReferences)[number]>),
    self: { ...textsOf('self', referenceFields.self), ports: portsOf('self') },
    externals: everyKey((name) => everyKey((field) => `\${externals.${name}.${field}}`)),
    services: everyKey((key) => ({ ...textsOf(`services.${key}`, serviceReferenceFields), ports: portsOf(`services.${key}`) })),
  };
}

/**
 * References to what the model knows, as texts for the values of `env`: `` `${ref.redis.host}:${ref.redis.port}` `` is `'${redis.host}:${redis.port}'`. The
 * compiler checks the fields; the keys of services are checked when manifests are made, or by {@link references}.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export const ref: References<Readonly<Record<string, any>>> = referencesTo();

/**
 * The same references as {@link ref}, where the compiler also checks the keys of services: `references<'orders' | 'pricing'>()`.
 */
export function references<Key extends string>(): References<Readonly<Record<Key, ServiceReferences>>> {
  return referencesTo();
}

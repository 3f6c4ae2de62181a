import type { ServiceFields } from './schema/authored';

/** A service of another product, as `dependsOn` names it. */
type ProductKey = `${string}/${string}`;

/**
 * One service of the registry, in the form in which its author writes it.
 * @typeParam Key the registry's keys, which `dependsOn` must name
 */
export type ServiceDefinition<Key extends string = string> = {
  readonly [Field in keyof ServiceFields]: Field extends 'dependsOn'
    ? readonly (Key | ProductKey)[] | undefined
    : Field extends 'of'
      ? Key | undefined
      : Field extends 'database'
        ? DatabaseOf<Key, ServiceFields[Field]>
        : ServiceFields[Field];
};

/** A database, whose `of` is one of the registry's keys if it is that of another service. */
type DatabaseOf<Key extends string, Database> = Database extends { readonly of: string }
  ? Omit<Database, 'of'> & { readonly of: Key }
  : Database;

/**
 * Declares a service registry. The compiler checks every field, and that `dependsOn` names keys of this registry or services of other products.
 * @param services every service by its key
 * @returns the same object
 */
export function defineRegistry<Key extends string>(
  services: Readonly<Record<Key, ServiceDefinition<NoInfer<Key>>>>,
): Readonly<Record<Key, ServiceDefinition<Key>>> {
  return services;
}

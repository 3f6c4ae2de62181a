import type { ServiceDefinition } from './schema/service-definition';

/**
 * Declares a service registry. The compiler checks every field, and that `dependsOn` names keys of this registry.
 * @param services every service by its key
 * @returns the same object
 */
export function defineRegistry<Key extends string>(
  services: Readonly<Record<Key, ServiceDefinition<NoInfer<Key>>>>,
): Readonly<Record<Key, ServiceDefinition<Key>>> {
  return services;
}

export type { ServiceDefinition } from './schema/service-definition';

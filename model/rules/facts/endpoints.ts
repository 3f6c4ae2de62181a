import type { Endpoint, Platform } from '../../platform';

/** A backing service of the environment, under the field of the overlay that declares one of its kind. */
export interface BackingEndpoint extends Endpoint {
  readonly field: 'postgres' | 'redis' | 'rabbitmq';
  /** What people call it. */
  readonly kind: 'PostgreSQL' | 'Redis' | 'RabbitMQ';
  /** The `Cluster` of CloudNativePG that it is. */
  readonly cluster?: string | undefined;
}

/**
 * Lists the backing services that the environment has.
 * @returns the PostgreSQL servers, Redis and RabbitMQ, in this order
 */
export function backingEndpoints({ postgresServers, redis, rabbitmq }: Platform): BackingEndpoint[] {
  return [
    ...postgresServers.map((server) => ({ ...server, field: 'postgres', kind: 'PostgreSQL' }) as const),
    ...(redis === undefined ? [] : [{ ...redis, field: 'redis', kind: 'Redis' } as const]),
    ...(rabbitmq === undefined ? [] : [{ ...rabbitmq, field: 'rabbitmq', kind: 'RabbitMQ' } as const]),
  ];
}

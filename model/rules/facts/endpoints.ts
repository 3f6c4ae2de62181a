import type { Endpoint, ImageReference, Platform } from '../../platform';

/** A backing service of the environment, under the field of the overlay that declares it. */
export interface BackingEndpoint extends Endpoint {
  readonly field: 'postgres' | 'redis' | 'rabbitmq';
  /** What people call it. */
  readonly kind: 'PostgreSQL' | 'Redis' | 'RabbitMQ';
}

/**
 * Lists the backing services that the environment has.
 * @returns PostgreSQL, Redis and RabbitMQ, in this order
 */
export function backingEndpoints({ postgres, redis, rabbitmq }: Platform): BackingEndpoint[] {
  return [
    ...(postgres === undefined ? [] : [{ ...postgres, field: 'postgres', kind: 'PostgreSQL' } as const]),
    ...(redis === undefined ? [] : [{ ...redis, field: 'redis', kind: 'Redis' } as const]),
    ...(rabbitmq === undefined ? [] : [{ ...rabbitmq, field: 'rabbitmq', kind: 'RabbitMQ' } as const]),
  ];
}

/**
 * Tells the major version of PostgreSQL from an image's tag: `16-alpine`, `16.4-3.5` or `0.8.0-pg16`.
 * @returns undefined when the tag does not tell
 */
export function postgresMajor({ tag = '' }: ImageReference): number | undefined {
  const digits = (/(?:^|[-._])pg(\d{1,2})(?!\d)/i.exec(tag) ?? /^(\d{1,2})(?!\d)/.exec(tag))?.[1];
  const major = Number(digits);
  return digits !== undefined && major >= 9 ? major : undefined;
}

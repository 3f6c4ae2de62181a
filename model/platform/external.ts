import type { Place } from '../../diagnostics';

/** An endpoint that services call beside the services of products, PostgreSQL, Redis and RabbitMQ. */
export interface External {
  /** The name in the overlay, from which those of its variables follow. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** What the port is called over. */
  readonly protocol: 'TCP' | 'UDP';
  /** The registry key of the service that it is; undefined if it runs elsewhere. */
  readonly service: string | undefined;
  /** The Secret with the login; undefined if there is none. */
  readonly secret: string | undefined;
  /** The keys of the Secret that services are given. */
  readonly keys: readonly string[];
  readonly place: Place;
}

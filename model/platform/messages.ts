import type { Place } from '../../diagnostics';

/** A topic of a product: what messages are about. Every consumer group gets each of its messages. */
export interface Topic {
  readonly name: string;
  readonly partitions: number;
  /** How long messages are kept, in hours; undefined if there is no end. */
  readonly retentionHours: number | undefined;
  /** Where the schema of its messages is, for readers. */
  readonly schema: string | undefined;
  /** The registry key of the service that decides on it, as declared; undefined if nobody does. */
  readonly owner: string | undefined;
  /** Whether the product manifest declares it. */
  readonly declared: boolean;
  /** Where the product manifest declares it, else where a service first names it. */
  readonly place: Place;
}

/** The messages of one topic that a service gets. */
export interface Consumption {
  readonly topic: string;
  /** The consumer group, of which one pod gets each message. */
  readonly group: string;
  /** The patterns of the keys of the wanted messages; empty for all. */
  readonly keys: readonly string[];
  /** Where a new group begins. */
  readonly from: 'latest' | 'earliest';
  /** How many messages a pod works on at once; undefined if the service decides. */
  readonly concurrency: number | undefined;
  /** How often a message is delivered again. */
  readonly retry: number;
  /** How many messages may wait; undefined if there is no bound. */
  readonly maxLength: number | undefined;
  /** How long a message may wait; undefined for as long as the topic keeps it. */
  readonly ttlSeconds: number | undefined;
  /** Whether messages are worked on one after the other, in their order. */
  readonly order: boolean;
  readonly place: Place;
}

/** The part of a service that is about messages. */
export interface Messaging {
  /** The topics to which it publishes, as declared. */
  readonly publishes: readonly string[];
  /** The topics that it consumes, in the declared order. */
  readonly consumes: readonly Consumption[];
  /** The Secret of its own login to the broker; undefined if it has none, because no service of the product names a topic, or it does not use the broker. */
  readonly brokerSecret: string | undefined;
}

/** Whether a service names a topic. */
export function namesTopics({ publishes, consumes }: Pick<Messaging, 'publishes' | 'consumes'>): boolean {
  return publishes.length + consumes.length > 0;
}

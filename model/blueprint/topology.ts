import type { Place } from '../../diagnostics';
import type { Consumption, FlaggedKindName, Topic } from '../platform';

/** All that is said on the broker of a platform, and by whom, in words that hold for every kind of broker. A provider makes out of it what its broker knows. */
export interface Topology {
  /** The kind of the broker. */
  readonly broker: FlaggedKindName;
  /** By name in code-unit order. */
  readonly topics: readonly Topic[];
  /** One for each topic and consumer group: by service, in the declared order. */
  readonly queues: readonly Queue[];
  /** The services with a login of their own, by registry key. */
  readonly users: readonly BrokerUser[];
}

/** The messages of a topic that wait for one consumer group. */
export interface Queue extends Omit<Consumption, 'ttlSeconds'> {
  /** Group and topic, with a dot between them. */
  readonly name: string;
  /** The registry key of the service that consumes it. */
  readonly service: string;
  /** How long a message may wait; undefined if there is no end. */
  readonly ttlSeconds: number | undefined;
}

/** The login of a service to the broker, and what it may do there: this, and nothing else. */
export interface BrokerUser {
  /** The registry key. */
  readonly service: string;
  /** The name of the service's objects, and of its user unless its Secret has another one. */
  readonly name: string;
  readonly secret: string;
  /** The topics to which it publishes, each once, in code-unit order. */
  readonly publishes: readonly string[];
  /** The topics that it consumes, each once, in code-unit order. */
  readonly consumes: readonly string[];
  /** The names of its queues, each once, in code-unit order. */
  readonly queues: readonly string[];
  readonly place: Place;
}

/** The name of the queue of a consumer group for a topic. */
export function queueName({ group, topic }: Pick<Consumption, 'group' | 'topic'>): string {
  return `${group}.${topic}`;
}

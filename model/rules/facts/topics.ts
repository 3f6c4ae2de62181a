import type { Place } from '../../../diagnostics';
import { type Queue, queueName } from '../../blueprint';
import { placeOf } from '../../origin';
import type { Consumption, Platform } from '../../platform';

/** A service that publishes to a topic, and where its entry says so. */
export interface Publication {
  readonly service: string;
  readonly place: Place;
}

/** A service that consumes a topic. */
export interface Subscription extends Consumption, Pick<Queue, 'service'> {
  /** The name of its queue. */
  readonly queue: string;
}

/** Who publishes to each topic, and who consumes it. */
export interface TopicUses {
  readonly publishers: ReadonlyMap<string, readonly Publication[]>;
  readonly consumers: ReadonlyMap<string, readonly Subscription[]>;
  /** By service, in the declared order. */
  readonly subscriptions: readonly Subscription[];
  /** The topics that services may name: all that are known, or those of the list where there is one. */
  readonly known: ReadonlySet<string>;
}

/** Indexes the topics of a platform, in time proportional to what its services name. */
export function topicUses(platform: Platform): TopicUses {
  const publishers = new Map<string, Publication[]>();
  const consumers = new Map<string, Subscription[]>();
  const subscriptions: Subscription[] = [];
  for (const { key: service, publishes, consumes } of platform.services) {
    for (const [index, topic] of publishes.entries())
      append(publishers, topic, { service, place: placeOf(platform, 'services', service, 'publishes', index) });
    for (const consumption of consumes) {
      const subscription = { ...consumption, service, queue: queueName(consumption) };
      subscriptions.push(subscription);
      append(consumers, consumption.topic, subscription);
    }
  }
  const { topics, topicsListed } = platform;
  const known = new Set(topics.filter(({ declared }) => declared || !topicsListed).map(({ name }) => name));
  return { publishers, consumers, subscriptions, known };
}

function append<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

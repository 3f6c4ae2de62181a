import type { FlaggedKindName, ParsedService } from '../../../registry/schema';
import { messageKind } from '../../backing';
import { placeUnder } from '../../origin';
import type { Consumption, FlaggedService, Messaging } from '../../platform';
import type { ServiceContext, Subject } from './subject';

/** How often a message is delivered again unless the entry says otherwise: the number of RabbitMQ itself. */
const usualRetry = 20;

/** Whether an entry names a topic. */
export function isAboutTopics({ publishes = [], consumes = [] }: Pick<ParsedService, 'publishes' | 'consumes'>): boolean {
  return publishes.length + consumes.length > 0;
}

/** Resolves what a service publishes and consumes. */
export function resolveMessages({ entry, place, hostname }: Subject): Pick<Messaging, 'publishes' | 'consumes'> {
  const { publishes = [], consumes = [] } = entry;
  return {
    publishes,
    consumes: consumes.map((consumption, index) => consumptionOf(consumption, hostname, placeUnder(place, 'consumes', index))),
  };
}

function consumptionOf(
  declared: NonNullable<ParsedService['consumes']>[number],
  hostname: string,
  place: Consumption['place'],
): Consumption {
  const {
    topic,
    keys = [],
    group = hostname,
    from = 'latest',
    concurrency,
    retry = usualRetry,
    maxLength,
    ttlSeconds,
    order = false,
  } = typeof declared === 'string' ? { topic: declared } : declared;
  return { topic, group, keys, from, concurrency, retry, maxLength, ttlSeconds, order, place };
}

/** The name of the Secret with a service's own login to the broker. */
export function ownBrokerSecret(hostname: string): string {
  return `${hostname}-${messageKind}`;
}

/**
 * The backing services as one service logs in to them: where services of the product name topics, each has a user of its own on the broker, and a Secret of its own.
 * @param hostname that of the service, or of the one whose environment it has
 */
export function serversFor(
  { backing, namesTopics }: Pick<ServiceContext, 'backing' | 'namesTopics'>,
  hostname: string,
): ReadonlyMap<FlaggedKindName, FlaggedService> {
  const broker = namesTopics ? backing.get(messageKind) : undefined;
  if (broker === undefined) return backing;
  return new Map([...backing, [messageKind, { ...broker, secret: ownBrokerSecret(hostname) }]]);
}

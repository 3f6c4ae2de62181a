import { messageKind } from '../backing';
import { type BrokerUser, type Queue, queueName, type Topology } from '../blueprint';
import { namesTopics, type Platform, type Service } from '../platform';
import { compareText } from '../resolve/order';

/**
 * Puts together what is said on the broker of a platform.
 * @returns undefined if no service names a topic: all services then share one login
 */
export function designTopology({ topics, services }: Pick<Platform, 'topics' | 'services'>): Topology | undefined {
  if (!services.some(namesTopics)) return undefined;
  const kept = new Map(topics.map(({ name, retentionHours }) => [name, retentionHours === undefined ? undefined : retentionHours * 3600]));
  const queues = services.flatMap(({ key, consumes }) =>
    consumes.map((consumption): Queue => {
      const ends = [consumption.ttlSeconds, kept.get(consumption.topic)].filter((seconds) => seconds !== undefined);
      return {
        ...consumption,
        name: queueName(consumption),
        service: key,
        ttlSeconds: ends.length === 0 ? undefined : Math.min(...ends),
      };
    }),
  );
  return { broker: messageKind, topics, queues, users: services.flatMap(userOf) };
}

function userOf({ key, name, brokerSecret, publishes, consumes, place }: Service): BrokerUser[] {
  if (brokerSecret === undefined) return [];
  return [
    {
      service: key,
      name,
      secret: brokerSecret,
      publishes: sorted(publishes),
      consumes: sorted(consumes.map(({ topic }) => topic)),
      queues: sorted(consumes.map(queueName)),
      place,
    },
  ];
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort(compareText);
}

import { boundedSuggest } from '../../diagnostics';
import { toVariableName } from '../../formats';
import { kindOf, messageKind, neededAt } from '../backing';
import { originOf, placeUnder } from '../origin';
import { backingOf, namesTopics } from '../platform';
import { type AreaRules, rule } from './rule';

/** Reports topics that services name and that the product does not list. */
const topicUnknown = rule('topic-unknown', ({ topics: { publishers, subscriptions, known } }, report) => {
  const suggest = boundedSuggest([...known]);
  for (const [topic, publications] of publishers)
    if (!known.has(topic)) for (const { place } of publications) report({ topic, suggestion: suggest(topic) }, place);
  for (const { topic, place } of subscriptions) if (!known.has(topic)) report({ topic, suggestion: suggest(topic) }, place);
});

/** Reports topics that are consumed and that nobody publishes to. */
const topicUnpublished = rule('topic-unpublished', ({ topics: { publishers, subscriptions, known } }, report) => {
  const suggest = boundedSuggest([...publishers.keys()]);
  for (const { topic, place } of subscriptions)
    if (known.has(topic) && !publishers.has(topic)) report({ topic, suggestion: suggest(topic) }, place);
});

/** Reports topics that are published to and that nobody consumes. */
const topicUnconsumed = rule('topic-unconsumed', ({ topics: { publishers, consumers, known } }, report) => {
  for (const [topic, publications] of publishers) {
    const [first] = publications;
    if (first !== undefined && known.has(topic) && !consumers.has(topic))
      report({ topic, publishers: publications.map(({ service }) => service) }, first.place);
  }
});

/** Reports topics of the product that no service names. */
const topicIdle = rule('topic-idle', ({ platform, topics: { publishers, consumers } }, report) => {
  for (const { name: topic, declared, place } of platform.topics)
    if (declared && !publishers.has(topic) && !consumers.has(topic)) report({ topic }, { ...place, key: true });
});

/** Reports owners of topics that are no services of the product. */
const topicOwnerUnknown = rule('topic-owner-unknown', ({ platform, serviceByKey, suggestKey }, report) => {
  for (const { name: topic, owner, place } of platform.topics)
    if (owner !== undefined && !serviceByKey.has(owner))
      report({ topic, owner, suggestion: suggestKey(owner) }, placeUnder(place, 'owner'));
});

/** Reports owners of topics that do not publish to them. */
const topicOwnerSilent = rule('topic-owner-silent', ({ platform, serviceByKey, topics: { publishers, consumers } }, report) => {
  for (const { name: topic, owner, place } of platform.topics) {
    if (owner === undefined || !serviceByKey.has(owner) || !(publishers.has(topic) || consumers.has(topic))) continue;
    if (!publishers.get(topic)?.some(({ service }) => service === owner)) report({ topic, owner }, placeUnder(place, 'owner'));
  }
});

/** Reports services that are a consumer group together with another one. */
const consumerGroupShared = rule('consumer-group-shared', ({ topics: { subscriptions } }, report) => {
  const first = new Map<string, (typeof subscriptions)[number]>();
  for (const subscription of subscriptions) {
    const { queue, group, topic, service, place } = subscription;
    const other = first.get(queue);
    if (other === undefined) first.set(queue, subscription);
    // One service that names a topic twice is reported as that.
    else if (other.service !== service)
      report({ group, topic, other: other.service }, place, {
        related: [{ label: `\`${other.service}\` consumes it at`, place: other.place }],
      });
  }
});

/** Reports topics with the name of a queue. */
const topicQueueNamed = rule('topic-queue-named', ({ platform, topics: { subscriptions } }, report) => {
  const queues = new Map(subscriptions.map(({ queue, service }) => [queue, service]));
  for (const { name: topic, declared, place } of platform.topics) {
    const service = queues.get(topic);
    if (service !== undefined) report({ topic, service }, declared ? { ...place, key: true } : place);
  }
});

/** Reports topics whose queues a service would be told of by one variable. */
const topicVariableShared = rule('topic-variable-shared', ({ platform }, report) => {
  for (const { consumes } of platform.services) {
    const topics = new Map<string, string>();
    for (const { topic, place } of consumes) {
      const name = toVariableName(topic);
      const other = topics.get(name);
      if (other === undefined) topics.set(name, topic);
      else if (other !== topic) report({ topic, other, variable: `RABBITMQ_QUEUE_${name}` }, place);
    }
  }
});

/** Reports topics with partitions on a broker without any. */
const topicPartitionsUnfit = rule('topic-partitions-unfit', ({ platform }, report) => {
  const broker = backingOf(platform, messageKind);
  if (broker === undefined) return;
  for (const { name: topic, partitions, place } of platform.topics)
    if (partitions > 1) report({ topic, partitions, broker: kindOf(broker).label }, placeUnder(place, 'partitions'));
});

/** Reports consumers that want messages which the broker does not keep. */
const topicFromUnfit = rule('topic-from-unfit', ({ platform, topics: { subscriptions } }, report) => {
  const broker = backingOf(platform, messageKind);
  if (broker === undefined) return;
  for (const { topic, from, place } of subscriptions)
    if (from === 'earliest') report({ topic, broker: kindOf(broker).label }, placeUnder(place, 'from'));
});

/** Reports consumers that want an order and no order. */
const topicOrderConcurrent = rule('topic-order-concurrent', ({ topics: { subscriptions } }, report) => {
  for (const { topic, order, concurrency, place } of subscriptions)
    if (order && concurrency !== undefined && concurrency > 1) report({ topic, concurrency }, placeUnder(place, 'concurrency'));
});

/** Reports services with a login to the broker that may do nothing. */
const brokerUserIdle = rule('broker-user-idle', ({ platform }, report) => {
  const broker = backingOf(platform, messageKind);
  if (broker === undefined) return;
  for (const service of platform.services)
    if (service.brokerSecret !== undefined && !namesTopics(service))
      report({ service: service.key, label: kindOf(broker).label }, neededAt(platform, service, messageKind));
});

/** Reports a login to a broker elsewhere that the overlay names and that no service uses. */
const brokerSecretIdle = rule('broker-secret-idle', ({ platform }, report) => {
  const broker = backingOf(platform, messageKind);
  if (broker === undefined || broker.inCluster !== undefined || !platform.services.some(({ brokerSecret }) => brokerSecret !== undefined))
    return;
  const { layer, place } = originOf(platform, 'backing', messageKind, 'secret');
  if (layer === 'overlay') report({ secret: broker.secret, label: kindOf(broker).label }, place);
});

/** The rules about topics. */
export const topicsRules: AreaRules<'topics'> = [
  topicUnknown,
  topicUnpublished,
  topicUnconsumed,
  topicIdle,
  topicOwnerUnknown,
  topicOwnerSilent,
  consumerGroupShared,
  topicQueueNamed,
  topicVariableShared,
  topicPartitionsUnfit,
  topicFromUnfit,
  topicOrderConcurrent,
  brokerUserIdle,
  brokerSecretIdle,
];

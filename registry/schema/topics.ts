import * as z from 'zod';
import { isConsumerGroup, isKeyPattern, isTopicName } from '../../formats';
import { inspected, legal, type ReportIllegal } from './legal';
import { textSchema } from './texts';

/** Reports a name that no topic can have. One that stands for several would be a permission for topics that nobody has named. */
function inspectTopic(name: string, report: ReportIllegal, at?: Parameters<ReportIllegal>[2]): void {
  if (/[*#>?]/.test(name)) report('topic-name-pattern', { name }, at);
  else if (!isTopicName(name)) report('topic-name-invalid', { what: 'topic', name }, at);
}

const topicNameSchema = inspected(z.string(), (name, report) => inspectTopic(name, report));

/** A whole number of a field about messages, in a range. */
function amountSchema(field: string, least: number, most: number): z.ZodNumber {
  return legal(
    z.number(),
    'message-amount-invalid',
    (value) => Number.isInteger(value) && value >= least && value <= most,
    (value) => ({ field, value, least, most }),
  );
}

const aDecade = 10 * 365 * 24;

/** How a service consumes a topic. */
const consumptionSchema = z.strictObject({
  /** The name of the topic. */
  topic: topicNameSchema,
  /**
   * The keys of the messages that the service wants, such as `order.*`: `*` stands for one word between dots, `#` for any number of them.
   * @default all messages
   */
  keys: z
    .array(legal(z.string(), 'message-key-invalid', isKeyPattern, (key) => ({ key })))
    .min(1)
    .readonly()
    .optional(),
  /**
   * The consumer group: each group gets every message, and each message goes to one pod of it.
   * @default the hostname of the service
   */
  group: legal(z.string(), 'topic-name-invalid', isConsumerGroup, (name) => ({ what: 'group', name })).optional(),
  /**
   * Where a new group begins: with the messages that come from then on, or with the earliest that the topic still has, which needs a broker that keeps them.
   * @default 'latest'
   */
  from: z.enum(['latest', 'earliest']).optional(),
  /**
   * How many messages one pod works on at once, as its variable says.
   * @default left to the service
   */
  concurrency: amountSchema('concurrency', 1, 65_535).optional(),
  /**
   * How often a message that could not be worked on is delivered again before it goes to the dead-letter queue.
   * @default 20
   */
  retry: amountSchema('retry', 0, 10_000).optional(),
  /**
   * How many messages may wait. Where there are more, the oldest goes to the dead-letter queue.
   * @default no bound
   */
  maxLength: amountSchema('maxLength', 1, 2 ** 31 - 1).optional(),
  /**
   * How long a message may wait, in seconds, before it goes to the dead-letter queue.
   * @default that of `retentionHours` of the topic, else no end
   */
  ttlSeconds: amountSchema('ttlSeconds', 1, aDecade * 3600).optional(),
  /**
   * Whether messages are worked on in the order in which they came, by one pod at a time.
   * @default false
   */
  order: z.boolean().optional(),
});

/** Reports topics that a list names twice. */
function inspectRepeated(field: 'publishes' | 'consumes', topics: readonly string[], report: ReportIllegal): void {
  const seen = new Set<string>();
  for (const [index, topic] of topics.entries()) {
    if (seen.has(topic)) report('topic-repeated', { field, topic }, { path: [index] });
    seen.add(topic);
  }
}

/** The fields of an entry about messages. */
export const messageFields = {
  /**
   * The topics to which the service publishes messages. It needs the broker then, without a flag, and logs in to it as a user of its own.
   * @default []
   */
  publishes: inspected(z.array(topicNameSchema), (topics, report) => inspectRepeated('publishes', topics, report))
    .readonly()
    .optional(),
  /**
   * The topics whose messages the service gets: names, or `{ topic }` with more. It needs the broker then, without a flag, and logs in to it as a user of its own.
   * @default []
   */
  consumes: inspected(z.array(z.union([topicNameSchema, consumptionSchema])), (consumptions, report) =>
    inspectRepeated(
      'consumes',
      consumptions.map((consumption) => (typeof consumption === 'string' ? consumption : consumption.topic)),
      report,
    ),
  )
    .readonly()
    .optional(),
};

/** What a product says of one topic. */
const topicSchema = z.strictObject({
  /**
   * Into how many parts the topic is split, each in an order of its own. RabbitMQ splits no topic: more than one is an error there.
   * @default 1
   */
  partitions: amountSchema('partitions', 1, 10_000).optional(),
  /**
   * How long messages are kept, in hours. On RabbitMQ: how long they may wait in a queue.
   * @default no end
   */
  retentionHours: amountSchema('retentionHours', 1, aDecade).optional(),
  /**
   * Where the schema of the messages is, for readers: a path in the monorepo, or an address.
   * @default none
   */
  schema: textSchema('schema', 'label').optional(),
  /**
   * The registry key of the service that decides on the topic, which publishes to it.
   * @default none
   */
  owner: z.string().optional(),
});

/** The topics of a product, by name. */
export const topicsSchema = inspected(z.record(z.string(), topicSchema), (topics, report) => {
  for (const name of Object.keys(topics)) inspectTopic(name, report, { path: [name], key: true });
});

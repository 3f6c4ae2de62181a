import { entry } from './entry';
import { quoted, quotedList, type Suggestion } from './wording';

const asSuggested = ({ suggestion }: Suggestion, otherwise: string): string =>
  suggestion === undefined ? otherwise : `did you mean ${quoted(suggestion)}?`;

/** Findings about topics, who publishes to them and who consumes them. */
export const topicsEntries = {
  'topic-name-invalid': entry<{ what: 'topic' | 'group'; name: string }>({
    severity: 'error',
    title: 'a topic or a consumer group has a name that it cannot have on every broker',
    explanation:
      'A topic is an exchange, a Kafka topic or a subject, and a queue has the names of the group and the topic with a dot between them. So a topic has at most 120 lower-case letters and digits, with single ' +
      'dots, dashes and underscores between them; it does not begin with `amq.`, which is RabbitMQ’s own, and does not end in `.dlq` or `.dlx`, as what is for dead letters does. A group has no dots, and at most 63 characters.',
    message: ({ what, name }) => `${quoted(name)} cannot be the name of a ${what === 'topic' ? 'topic' : 'consumer group'}`,
    help: ({ what }) => `write a name such as ${quoted(what === 'topic' ? 'invoice.paid' : 'billing')}`,
  }),

  'topic-name-pattern': entry<{ name: string }>({
    severity: 'error',
    title: 'a service names several topics by a pattern',
    explanation:
      'A service may publish to and consume what its entry names, and nothing else. A pattern would be a permission for topics that nobody has named, also for those of tomorrow.',
    message: ({ name }) => `a permission for ${quoted(name)} would need a wildcard`,
    help: () => 'name each topic; to get some messages of a topic alone write `keys`',
  }),

  'topic-repeated': entry<{ field: 'publishes' | 'consumes'; topic: string }>({
    severity: 'error',
    title: 'an entry names a topic twice',
    explanation: 'A service has one queue for a topic. A second item of `consumes` could contradict the first.',
    message: ({ field, topic }) => `${quoted(topic)} is in ${quoted(field)} already`,
    help: () => 'remove one of the two',
  }),

  'message-key-invalid': entry<{ key: string }>({
    severity: 'error',
    title: 'a pattern of keys cannot be matched',
    explanation:
      'A key is words of letters, digits, `_` and `-` between dots. In a pattern `*` stands for one word and `#` for any number of them.',
    message: ({ key }) => `${quoted(key)} is no pattern of keys`,
    help: () => 'write a pattern such as `order.*`, or remove `keys` to get all messages',
  }),

  'message-amount-invalid': entry<{ field: string; value: number; least: number; most: number }>({
    severity: 'error',
    title: 'a number about messages is out of its range',
    explanation: 'Numbers of messages, seconds and hours are whole numbers that brokers take.',
    message: ({ field, value }) => `${quoted(value)} cannot be ${quoted(field)}`,
    help: ({ least, most }) => `write a whole number from ${least} to ${most}`,
  }),

  'topic-broker-refused': entry<{ flag: string; label: string; field: string }>({
    severity: 'error',
    title: 'an entry names topics, and says that it does not need the broker',
    explanation: 'Whoever publishes or consumes messages logs in to the broker.',
    message: ({ flag, label, field }) => `${quoted(`${flag}: false`)} contradicts ${quoted(field)}, which needs ${label}`,
    help: ({ flag, field }) => `remove ${quoted(flag)}, or ${quoted(field)}`,
  }),

  'topic-of-lender': entry<{ service: string; lender: string; field: string }>({
    severity: 'error',
    title: 'a cron job that logs in as another service names topics of its own',
    explanation:
      'A cron job with `of` has the environment of that service, and its login to the broker with it. It may do what that service may.',
    message: ({ service, lender, field }) =>
      `${quoted(service)} logs in to the broker as ${quoted(lender)}, so its own ${quoted(field)} has no effect`,
    help: ({ lender, field }) => `move it to ${quoted(field)} of ${quoted(lender)}`,
  }),

  'topic-unknown': entry<Suggestion & { topic: string }>({
    severity: 'error',
    title: 'a service names a topic that the product does not list',
    explanation: 'Where the product manifest has `topics`, it has all of them.',
    message: ({ topic }) => `the product lists no topic ${quoted(topic)}`,
    help: ({ topic, suggestion }) => asSuggested({ suggestion }, `add ${quoted(topic)} to \`topics\` of the product manifest`),
  }),

  'topic-unpublished': entry<Suggestion & { topic: string }>({
    severity: 'error',
    title: 'a topic is consumed and never published to',
    explanation: 'Its consumers would wait for messages that no service of the product may send.',
    message: ({ topic }) => `no service publishes to ${quoted(topic)}`,
    help: ({ topic, suggestion }) =>
      asSuggested({ suggestion }, `add ${quoted(topic)} to \`publishes\` of the service that sends these messages`),
  }),

  'topic-unconsumed': entry<{ topic: string; publishers: readonly string[] }>({
    severity: 'warning',
    title: 'a topic is published to and never consumed',
    explanation: 'No queue is bound to it, so the broker throws its messages away.',
    message: ({ topic, publishers }) =>
      `no service consumes ${quoted(topic)}, to which ${quotedList(publishers)} ${publishers.length === 1 ? 'publishes' : 'publish'}`,
    help: ({ topic }) => `add ${quoted(topic)} to \`consumes\` of the service that wants these messages, or stop to publish them`,
  }),

  'topic-idle': entry<{ topic: string }>({
    severity: 'warning',
    title: 'the product lists a topic that no service names',
    explanation: 'Nobody publishes to it and nobody consumes it.',
    message: ({ topic }) => `no service publishes to or consumes ${quoted(topic)}`,
    help: ({ topic }) => `remove ${quoted(topic)} from \`topics\`, or name it in \`publishes\` and \`consumes\` of services`,
  }),

  'topic-owner-unknown': entry<Suggestion & { topic: string; owner: string }>({
    severity: 'error',
    title: 'the owner of a topic is no service of the product',
    explanation: '`owner` of a topic is the registry key of the service that decides what its messages are.',
    message: ({ topic, owner }) => `${quoted(owner)}, the owner of topic ${quoted(topic)}, is no service of the product`,
    help: ({ suggestion }) => asSuggested({ suggestion }, 'write the registry key of a service of the product, or remove `owner`'),
  }),

  'topic-owner-silent': entry<{ topic: string; owner: string }>({
    severity: 'error',
    title: 'the owner of a topic does not publish to it',
    explanation: 'The owner decides what the messages of a topic are, so it is one of those that send them.',
    message: ({ topic, owner }) => `${quoted(owner)} owns topic ${quoted(topic)} and does not publish to it`,
    help: ({ topic, owner }) => `add ${quoted(topic)} to \`publishes\` of ${quoted(owner)}, or name another \`owner\``,
  }),

  'consumer-group-shared': entry<{ group: string; topic: string; other: string }>({
    severity: 'error',
    title: 'two services are one consumer group',
    explanation:
      'Each message goes to one member of a group. Two services in one group would each get some of the messages, and neither all of them.',
    message: ({ group, topic, other }) => `${quoted(other)} consumes ${quoted(topic)} as group ${quoted(group)}, too`,
    help: () => 'give the service another `group`, or remove `group` for one of its own',
  }),

  'topic-queue-named': entry<{ topic: string; service: string }>({
    severity: 'error',
    title: 'a topic has the name of a queue',
    explanation:
      'A queue has the name of its group and of its topic, with a dot between them. A permission is for a name, whatever has it: the service of the queue would be able to publish to the topic.',
    message: ({ topic, service }) => `${quoted(topic)} is also the name of a queue of ${quoted(service)}`,
    help: () => 'give the topic another name, or the consumer another `group`',
  }),

  'topic-variable-shared': entry<{ topic: string; other: string; variable: string }>({
    severity: 'error',
    title: 'two topics of a service have the same variable',
    explanation:
      'A service is told the name of each of its queues in a variable, whose name has an underscore for each dot and dash of the topic.',
    message: ({ topic, other, variable }) => `the queues for ${quoted(topic)} and ${quoted(other)} would both be in ${quoted(variable)}`,
    help: () => 'give one of the topics another name',
  }),

  'topic-partitions-unfit': entry<{ topic: string; partitions: number; broker: string }>({
    severity: 'error',
    title: 'a topic has partitions on a broker that has none',
    explanation:
      'A queue of RabbitMQ is one, and gives its messages to as many consumers as there are; what is split into partitions there is a super stream, which Cadastre does not make. An order of messages is `order`.',
    message: ({ topic, partitions, broker }) => `${broker} cannot split ${quoted(topic)} into ${partitions} partitions`,
    help: () => 'remove `partitions`; for messages in their order set `order: true` where they are consumed',
  }),

  'topic-from-unfit': entry<{ topic: string; broker: string }>({
    severity: 'error',
    title: 'a consumer wants messages from before on a broker that does not keep them',
    explanation: 'A queue of RabbitMQ gets the messages that are published once it is there. What came before it, no one has any more.',
    message: ({ topic, broker }) => `${broker} has no earlier messages of ${quoted(topic)}`,
    help: () => 'remove `from`, and let the owner of the topic send again what a new consumer needs',
  }),

  'topic-order-concurrent': entry<{ topic: string; concurrency: number }>({
    severity: 'error',
    title: 'messages are to be worked on in their order and several at once',
    explanation: 'Of messages that are worked on at once any may be done first.',
    message: ({ topic, concurrency }) => `messages of ${quoted(topic)} have no order with ${quoted(`concurrency: ${concurrency}`)}`,
    help: () => 'set `concurrency: 1`, or remove `order`',
  }),

  'broker-user-idle': entry<{ service: string; label: string }>({
    severity: 'warning',
    title: 'a service has a login to the broker with which it can do nothing',
    explanation:
      'As soon as one service of a product names topics, each has a user of its own on the broker, which may do what its entry names and nothing else.',
    message: ({ service, label }) => `${quoted(service)} uses ${label}, and names no topic that it publishes to or consumes`,
    help: () => 'add `publishes` or `consumes`, or take the flag away',
  }),

  'broker-secret-idle': entry<{ secret: string; label: string }>({
    severity: 'warning',
    title: 'nobody uses the login to a broker that the overlay names',
    explanation:
      'Where services name topics, each has a Secret of its own, `<hostname>-rabbitmq`, with the user that the administrator of the broker has made for it.',
    message: ({ secret, label }) => `no service reads ${quoted(secret)}: each has a login of its own to ${label}`,
    help: () => 'remove `secret`',
  }),
};

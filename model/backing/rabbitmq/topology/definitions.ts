import type { Queue, Topology } from '../../../blueprint/topology';
import { deadLetterExchange, deadLetterQueue, exactly } from './names';

/** One object of a document, as RabbitMQ has it. */
export type Definition = Readonly<Record<string, unknown>>;

/** What RabbitMQ calls definitions, without users, so that it holds no secret. */
export interface Definitions {
  readonly vhosts: readonly Definition[];
  readonly exchanges: readonly Definition[];
  readonly policies: readonly Definition[];
  readonly queues: readonly Definition[];
  readonly bindings: readonly Definition[];
}

/**
 * Writes a topology in the words of RabbitMQ: a topic is a durable topic exchange; a consumer group is a quorum queue with an exchange and a queue for dead letters. What may change
 * later is in policies, since the arguments of a queue can never change.
 * @see https://www.rabbitmq.com/docs/definitions
 */
export function rabbitmqDefinitions({ topics, queues }: Pick<Topology, 'topics' | 'queues'>, vhost: string): Definitions {
  return {
    // Clients that declare a queue of their own and say no type, as many libraries do, mean the type that it has.
    vhosts: [{ name: vhost, default_queue_type: 'quorum', metadata: { description: '', tags: [], default_queue_type: 'quorum' } }],
    exchanges: [
      ...topics.map(({ name }) => exchange(name, 'topic', vhost)),
      ...queues.map(({ name }) => exchange(deadLetterExchange(name), 'fanout', vhost)),
    ],
    // Before the queues, so that none is without its own for a moment.
    policies: queues.map((queue) => policy(queue, vhost)),
    queues: queues.flatMap(({ name, order }) => [
      quorumQueue(name, vhost, order ? { 'x-single-active-consumer': true } : {}),
      quorumQueue(deadLetterQueue(name), vhost),
    ]),
    bindings: queues.flatMap(({ name, topic, keys }) => [
      ...(keys.length === 0 ? ['#'] : [...new Set(keys)]).map((key) => binding(topic, name, key, vhost)),
      binding(deadLetterExchange(name), deadLetterQueue(name), '', vhost),
    ]),
  };
}

function exchange(name: string, type: 'topic' | 'fanout', vhost: string): Definition {
  return { name, vhost, type, durable: true, auto_delete: false, internal: false, arguments: {} };
}

function quorumQueue(name: string, vhost: string, more: Definition = {}): Definition {
  return { name, vhost, durable: true, auto_delete: false, arguments: { 'x-queue-type': 'quorum', ...more } };
}

function binding(source: string, destination: string, key: string, vhost: string): Definition {
  return { source, vhost, destination, destination_type: 'queue', routing_key: key, arguments: {} };
}

/** Of all policies that match a queue RabbitMQ applies one, so that it says everything. */
function policy({ name, retry, maxLength, ttlSeconds }: Queue, vhost: string): Definition {
  return {
    vhost,
    name,
    pattern: exactly([name]),
    'apply-to': 'queues',
    definition: {
      'dead-letter-exchange': deadLetterExchange(name),
      'delivery-limit': retry,
      ...(maxLength !== undefined && { 'max-length': maxLength }),
      ...(ttlSeconds !== undefined && { 'message-ttl': ttlSeconds * 1000 }),
    },
    priority: 10,
  };
}

/**
 * Writes definitions as JSON with one object a line, so that a reviewer sees what is new.
 * @returns text with a line feed at its end
 */
export function definitionsText(definitions: Definitions): string {
  const lists = Object.entries(definitions).map(([name, objects]: [string, readonly Definition[]]) =>
    objects.length === 0
      ? `  ${JSON.stringify(name)}: []`
      : `  ${JSON.stringify(name)}: [\n${objects.map((object) => `    ${JSON.stringify(object)}`).join(',\n')}\n  ]`,
  );
  return `{\n${lists.join(',\n')}\n}\n`;
}

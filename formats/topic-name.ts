/** The longest name of a topic. With the name of a service before it, it still fits into the 255 bytes that RabbitMQ has for the name of a queue. */
const longestTopic = 120;

/**
 * Whether a text is the name of a topic on every broker: lower-case letters and digits, with single dots, dashes and underscores between them, at most 120 characters. It has no start that RabbitMQ
 * keeps for itself, and no end that dead-letter queues have.
 * @returns true if it is; never throws
 * @see https://www.rabbitmq.com/docs/exchanges#names
 * @see https://github.com/apache/kafka/blob/trunk/clients/src/main/java/org/apache/kafka/common/internals/Topic.java
 */
export function isTopicName(text: string): boolean {
  return text.length <= longestTopic && /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/.test(text) && !/^amq\.|\.dl[qx]$/.test(text);
}

/**
 * Whether a text is the name of a consumer group: a DNS label or a name with underscores in place of dashes. Without a dot it cannot be taken for a part of a topic's name.
 * @returns true if it is; never throws
 */
export function isConsumerGroup(text: string): boolean {
  return text.length <= 63 && /^[a-z0-9]+(?:[_-]+[a-z0-9]+)*$/.test(text);
}

/**
 * Whether a text is a pattern of routing keys: words between dots, each a word of its own, `*` for one of any, or `#` for any number of them.
 * @returns true if it is; never throws
 * @see https://www.rabbitmq.com/tutorials/amqp-concepts#exchange-topic
 */
export function isKeyPattern(text: string): boolean {
  return text.length <= 200 && /^(?:[A-Za-z0-9_-]+|[*#])(?:\.(?:[A-Za-z0-9_-]+|[*#]))*$/.test(text);
}

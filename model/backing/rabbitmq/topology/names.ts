/** The name of the exchange to which a queue gives the messages that nobody could work on. */
export function deadLetterExchange(queue: string): string {
  return `${queue}.dlx`;
}

/** The name of the queue where those messages wait for a person. */
export function deadLetterQueue(queue: string): string {
  return `${queue}.dlq`;
}

/** A pattern that matches these names and nothing else. */
export function exactly(names: readonly string[]): string {
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return escaped.length > 1 ? `^(${escaped.join('|')})$` : `^${escaped.join('')}$`;
}

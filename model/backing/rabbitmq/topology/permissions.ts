import type { BrokerUser } from '../../../blueprint/topology';
import { deadLetterQueue, exactly } from './names';

/**
 * The three patterns of a user's permissions in a virtual host: the names of exchanges and queues that it may make, write to and read from.
 * @see https://www.rabbitmq.com/docs/access-control#authorisation
 */
export interface Permissions {
  readonly configure: string;
  readonly write: string;
  readonly read: string;
}

/**
 * The permissions of a service: to publish to its topics and to no other; to read its queues and their dead letters; to make and to bind these, as many libraries do when they start. It can
 * make, change or delete no exchange.
 */
export function rabbitmqPermissions({ publishes, consumes, queues }: Pick<BrokerUser, 'publishes' | 'consumes' | 'queues'>): Permissions {
  const own = queues.flatMap((queue) => [queue, deadLetterQueue(queue)]);
  return { configure: exactly(own), write: exactly([...publishes, ...queues]), read: exactly([...own, ...consumes]) };
}

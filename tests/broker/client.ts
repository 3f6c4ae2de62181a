import { connect, type ChannelModel, type ConfirmChannel } from 'amqplib';

import type { Broker } from './broker';

/** A login to the broker. */
export interface Login {
  readonly username: string;
  readonly password: string;
}

/** Connects as a user, as a service does by its `RABBITMQ_URL`. */
export async function logIn({ port }: Pick<Broker, 'port'>, { username, password }: Login): Promise<ChannelModel> {
  const connection = await connect(`amqp://${username}:${password}@127.0.0.1:${port}/acme`);
  // Whoever waits for an answer gets the error, too.
  connection.on('error', () => undefined);
  return connection;
}

/**
 * Does something on a channel of its own, which the broker closes when it refuses.
 * @returns `allowed`, or `refused` where the user may not do it
 * @throws whatever else goes wrong
 */
export async function attempt(
  connection: ChannelModel,
  act: (channel: ConfirmChannel) => Promise<unknown>,
): Promise<'allowed' | 'refused'> {
  const channel = await connection.createConfirmChannel();
  const closed = new Promise<never>((_, reject) => channel.on('error', reject));
  closed.catch(() => undefined);
  try {
    await Promise.race([act(channel), closed]);
    await channel.close();
    return 'allowed';
  } catch (error) {
    if (String(error).includes('ACCESS_REFUSED') || String(error).includes('ACCESS-REFUSED')) return 'refused';
    throw error;
  }
}

/** Publishes a message and waits until the broker has it. */
export async function publish(channel: ConfirmChannel, exchange: string, key: string, text: string): Promise<void> {
  channel.publish(exchange, key, Buffer.from(text), { persistent: true });
  await channel.waitForConfirms();
}

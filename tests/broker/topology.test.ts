import type { ChannelModel, ConsumeMessage } from 'amqplib';

import { poll } from '../cluster/support/poll';
import { messagePlatforms, messageServices } from '../fixtures/golden/messages';
import type { PlatformInput } from '../support/platform';
import { type Broker, startBroker } from './broker';
import { attempt, logIn, publish } from './client';
import { describeWithRabbitmq } from './describe-with-rabbitmq';
import { runTopologyJob, type Secrets, secretDataOf } from './topology-job';

const product: PlatformInput = messagePlatforms['messages-dev']!;

/** What each service says that it publishes, and the queues that follow from what it consumes. */
const declared = {
  appeals: { publishes: ['appeal.decided', 'appeal.filed'], queues: { 'appeals.roll.certified': 'roll.certified' } },
  billing: {
    publishes: ['bill.issued'],
    queues: { 'instalments.appeal.decided': 'appeal.decided', 'billing.roll.certified': 'roll.certified' },
  },
  notices: { publishes: [], queues: { 'notices.appeal.filed': 'appeal.filed', 'notices.bill.issued': 'bill.issued' } },
  roll: { publishes: ['roll.certified'], queues: {} },
} as const satisfies Record<string, { readonly publishes: readonly string[]; readonly queues: Readonly<Record<string, string>> }>;

const services = Object.keys(declared) as (keyof typeof declared)[];
const topics = ['appeal.decided', 'appeal.filed', 'bill.issued', 'roll.certified'];
const queues = services.flatMap((service) => Object.keys(declared[service].queues));
const exchanges = [...topics, ...queues.map((queue) => `${queue}.dlx`), '', 'amq.topic', 'amq.direct', 'amq.fanout'];
const allQueues = queues.flatMap((queue) => [queue, `${queue}.dlq`]);

describeWithRabbitmq('a topology on a RabbitMQ', () => {
  const secrets = secretDataOf(product);
  let broker: Broker;
  const connections: ChannelModel[] = [];

  const loginOf = (service: string, of: Secrets = secrets): { username: string; password: string } => {
    const { username = '', password = '' } = of[`${service}-rabbitmq`] ?? {};
    return { username, password };
  };
  const as = async (service: string, of?: Secrets): Promise<ChannelModel> => {
    const connection = await logIn(broker, loginOf(service, of));
    connections.push(connection);
    return connection;
  };

  beforeAll(async () => {
    const { username = '', password = '' } = secrets['rabbitmq-auth'] ?? {};
    broker = await startBroker({ username, password }, 'acme');
  });
  afterEach(async () => {
    await Promise.all(connections.splice(0).map((connection) => connection.close().catch(() => undefined)));
  });
  afterAll(() => broker?.stop());

  /** All that the broker has, but for the users' salted hashes. */
  async function everything(): Promise<string[]> {
    const { body } = await broker.ask('GET', 'definitions');
    return Object.entries(body as Record<string, Record<string, unknown>[]>)
      .flatMap(([kind, objects]) => (Array.isArray(objects) ? objects : []).map((object) => ({ ...object, kind, password_hash: '' })))
      .map((object) => JSON.stringify(object))
      .sort();
  }

  test('is there after sixteen Jobs at once, and another one changes nothing', async () => {
    const runs = await Promise.all(Array.from({ length: 16 }, () => runTopologyJob(product, broker, secrets)));
    expect(runs.map(({ code, stderr }) => ({ code, stderr }))).toEqual(runs.map(() => ({ code: 0, stderr: '' })));
    const before = await everything();
    const again = await runTopologyJob(product, broker, secrets);
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(await everything()).toEqual(before);
    const { body } = await broker.ask('GET', 'queues/acme');
    expect((body as { name: string; type: string }[]).map(({ name, type }) => [name, type]).sort()).toEqual(
      allQueues.map((name) => [name, 'quorum']).sort(),
    );
    for (const said of [...runs, again].flatMap(({ args, stdout, stderr }) => [...args, stdout, stderr]).concat(broker.logTail()))
      for (const { password = '' } of Object.values(secrets)) expect(said).not.toContain(password);
  });

  test.each(services)('%s publishes to its topics, and to nothing else', async (service) => {
    const connection = await as(service);
    const found: Record<string, string> = {};
    for (const exchange of exchanges)
      found[exchange] = await attempt(connection, (channel) => publish(channel, exchange, 'nobody.wants.this', 'x'));
    const own: readonly string[] = declared[service].publishes;
    expect(found).toEqual(Object.fromEntries(exchanges.map((exchange) => [exchange, own.includes(exchange) ? 'allowed' : 'refused'])));
  });

  test.each(services)('%s reads its queues and their dead letters, and nothing else', async (service) => {
    const connection = await as(service);
    const found: Record<string, string> = {};
    for (const queue of allQueues) found[queue] = await attempt(connection, (channel) => channel.consume(queue, () => undefined));
    const own = Object.keys(declared[service].queues).flatMap((queue) => [queue, `${queue}.dlq`]);
    expect(found).toEqual(Object.fromEntries(allQueues.map((queue) => [queue, own.includes(queue) ? 'allowed' : 'refused'])));
  });

  test.each(services)('%s makes and binds its own queues, and changes nothing else', async (service) => {
    const connection = await as(service);
    const own: Readonly<Record<string, string>> = declared[service].queues;
    const found: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const queue of [...queues, 'another.queue']) {
      const isOrdered = queue === 'instalments.appeal.decided';
      const args = { 'x-queue-type': 'quorum', ...(isOrdered && { 'x-single-active-consumer': true }) };
      found[`make ${queue}`] = await attempt(connection, (channel) => channel.assertQueue(queue, { durable: true, arguments: args }));
      expected[`make ${queue}`] = queue in own ? 'allowed' : 'refused';
      if (!queues.includes(queue)) continue;
      for (const topic of topics) {
        found[`bind ${queue} to ${topic}`] = await attempt(connection, (channel) => channel.bindQueue(queue, topic, 'bound.by.test'));
        expected[`bind ${queue} to ${topic}`] = own[queue] === undefined || !Object.values(own).includes(topic) ? 'refused' : 'allowed';
      }
    }
    for (const topic of topics) {
      found[`delete ${topic}`] = await attempt(connection, (channel) => channel.deleteExchange(topic));
      expected[`delete ${topic}`] = 'refused';
      found[`make ${topic}`] = await attempt(connection, (channel) => channel.assertExchange(topic, 'topic', { durable: true }));
      expected[`make ${topic}`] = 'refused';
      found[`check ${topic}`] = await attempt(connection, (channel) => channel.checkExchange(topic));
      expected[`check ${topic}`] = 'allowed';
    }
    expect(found).toEqual(expected);
  });

  test('a message goes to each group that wants its key, and a poison message to the dead letters', async () => {
    const publisher = await as('appeals');
    const text = `granted ${Date.now()}`;
    expect(await attempt(publisher, (channel) => publish(channel, 'appeal.decided', 'granted.full', text))).toBe('allowed');
    expect(await attempt(publisher, (channel) => publish(channel, 'appeal.decided', 'withdrawn', 'not wanted'))).toBe('allowed');
    const channel = await (await as('billing')).createChannel();
    await channel.prefetch(1);
    const deliveries: string[] = [];
    await channel.consume('instalments.appeal.decided', (message: ConsumeMessage | null) => {
      if (message === null) return;
      deliveries.push(message.content.toString());
      channel.nack(message, false, true);
    });
    const dead = await poll(100, async () => (await channel.get('instalments.appeal.decided.dlq', { noAck: true })) || undefined);
    expect(dead?.content.toString()).toBe(text);
    expect((dead?.properties.headers as { 'x-death'?: object[] } | undefined)?.['x-death']).toMatchObject([
      { reason: 'delivery_limit', queue: 'instalments.appeal.decided' },
    ]);
    // Once, and five times again.
    expect(deliveries).toEqual(Array.from({ length: 6 }, () => text));
  });

  test('with `order` one consumer gets all messages, and another one none', async () => {
    const connection = await as('billing');
    const got: string[] = [];
    for (const consumer of ['first', 'second']) {
      const channel = await connection.createChannel();
      await channel.consume('instalments.appeal.decided', (message) => {
        if (message === null) return;
        got.push(`${consumer} ${message.content.toString()}`);
        channel.ack(message);
      });
    }
    const publisher = await as('appeals');
    for (const text of ['1', '2', '3', '4'])
      await attempt(publisher, (channel) => publish(channel, 'appeal.decided', 'refused.late.twice', text));
    await poll(50, () => (got.length < 4 ? undefined : true));
    expect(got).toEqual(['first 1', 'first 2', 'first 3', 'first 4']);
  });

  test('what may change is in policies', async () => {
    const effective = async (queue: string): Promise<unknown> =>
      ((await broker.ask('GET', `queues/acme/${queue}`)).body as { effective_policy_definition: unknown }).effective_policy_definition;
    expect(await effective('instalments.appeal.decided')).toEqual({
      'dead-letter-exchange': 'instalments.appeal.decided.dlx',
      'delivery-limit': 5,
      'max-length': 100_000,
      'message-ttl': 86_400_000,
    });
    // The topic keeps its messages for a day.
    expect(await effective('billing.roll.certified')).toEqual({
      'dead-letter-exchange': 'billing.roll.certified.dlx',
      'delivery-limit': 20,
      'message-ttl': 86_400_000,
    });
    const changed = withBilling({
      topic: 'appeal.decided',
      keys: ['granted.*'],
      group: 'instalments',
      order: true,
      retry: 1,
      ttlSeconds: 60,
    });
    expect(await runTopologyJob(changed, broker, secrets)).toMatchObject({ code: 0 });
    // The management plugin hears of it a little later.
    const after = await poll(250, async () => {
      const policy = await effective('instalments.appeal.decided');
      return (policy as { 'delivery-limit'?: number } | undefined)?.['delivery-limit'] === 1 ? policy : undefined;
    });
    expect(after).toMatchObject({ 'delivery-limit': 1, 'message-ttl': 60_000 });
    expect(await runTopologyJob(product, broker, secrets)).toMatchObject({ code: 0 });
  });

  test('a queue that would be another one is refused by the broker, and the Job says so', async () => {
    const changed = withBilling({ topic: 'appeal.decided', group: 'instalments' });
    const { code, stderr } = await runTopologyJob(changed, broker, secrets);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /the broker refuses \/api\/queues\/acme\/instalments\.appeal\.decided: 400 .*inequivalent arg 'x-single-active-consumer'/,
    );
  });

  test('a password without a value stops the Job, and makes no user without one', async () => {
    const { code, stderr } = await runTopologyJob(product, broker, { ...secrets, 'roll-rabbitmq': { username: 'roll', password: '' } });
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'SERVICE_ROLL_PASSWORD is not set\n' });
    await expect(logIn(broker, loginOf('roll'))).resolves.toBeDefined();
  });

  test('a rotated password takes the place of the old one; the others, and what is open, stay', async () => {
    const before = { billing: await as('billing'), notices: await as('notices') };
    const rotated = { ...secrets, 'billing-rabbitmq': { username: 'billing', password: 'rotated-Pa55_word~2' } };
    expect(await runTopologyJob(product, broker, rotated)).toMatchObject({ code: 0, stderr: '' });
    await expect(logIn(broker, loginOf('billing'))).rejects.toThrow(/ACCESS.REFUSED|403/);
    const after = await as('billing', rotated);
    for (const connection of [before.billing, after])
      expect(await attempt(connection, (channel) => publish(channel, 'bill.issued', 'a', 'b'))).toBe('allowed');
    expect(await attempt(before.notices, (channel) => channel.get('notices.bill.issued', { noAck: true }))).toBe('allowed');
    for (const service of ['appeals', 'notices', 'roll']) await as(service);
  });
});

/** The product with another way to consume of one service. */
function withBilling(consumption: object): PlatformInput {
  return {
    ...product,
    services: { ...messageServices, billing: { ...messageServices.billing, consumes: [consumption, 'roll.certified'] } },
  };
}

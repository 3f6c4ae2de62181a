import fc from 'fast-check';
import { isConsumerGroup, isTopicName } from '../../formats';
import { definitionsText, rabbitmqDefinitions } from '../../model/backing/rabbitmq/topology/definitions';
import { exactly } from '../../model/backing/rabbitmq/topology/names';
import { rabbitmqPermissions } from '../../model/backing/rabbitmq/topology/permissions';
import { messagePlatforms } from '../fixtures/golden/messages';
import { compiledOf, developmentOverlay, plainService } from '../support/platform';

const word = fc.stringMatching(/^[a-z0-9]{1,4}$/);
const topic = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 3 }), fc.constantFrom('.', '-', '_'))
  .map(([words, by]) => words.join(by))
  .filter(isTopicName);

test('a pattern of permissions matches the names that it is made of, and no other', () => {
  fc.assert(
    fc.property(fc.array(topic, { maxLength: 4 }), fc.oneof(topic, fc.string()), (names, other) => {
      const pattern = new RegExp(exactly(names));
      for (const name of names) expect(pattern.test(name)).toBe(true);
      if (other !== '') expect(pattern.test(other)).toBe(names.includes(other));
    }),
  );
});

test('a group and a topic are one queue of no other group and topic', () => {
  fc.assert(
    fc.property(fc.tuple(word.filter(isConsumerGroup), topic), fc.tuple(word.filter(isConsumerGroup), topic), (one, other) => {
      expect(one.join('.') === other.join('.')).toBe(one[0] === other[0] && one[1] === other[1]);
    }),
  );
});

test('a service may not touch a topic that begins with its name', () => {
  const { write, read, configure } = rabbitmqPermissions({ publishes: [], consumes: ['orders'], queues: ['billing.orders'] });
  for (const pattern of [write, read, configure]) expect(new RegExp(pattern).test('billing.paid')).toBe(false);
  expect(new RegExp(write).test('billing.orders.dlx')).toBe(false);
});

test('definitions are JSON with an object a line, and hold no user', () => {
  const { topology } = compiledOf(messagePlatforms['messages-dev']!).blueprint;
  const definitions = rabbitmqDefinitions(topology!, 'acme');
  const text = definitionsText(definitions);
  expect(JSON.parse(text)).toEqual(definitions);
  const objects = Object.values(definitions).flat();
  expect(text.split('\n').filter((line) => line.startsWith('    {'))).toHaveLength(objects.length);
  expect(text).not.toMatch(/password|"users"/);
  expect(JSON.parse(definitionsText({ vhosts: [], exchanges: [], policies: [], queues: [], bindings: [] }))).toEqual({
    vhosts: [],
    exchanges: [],
    policies: [],
    queues: [],
    bindings: [],
  });
});

test('a message waits as long as the shorter of the two times says', () => {
  const { topology } = compiledOf({
    services: {
      owners: { ...plainService, publishes: ['a', 'b', 'c'] },
      reader: {
        kind: 'worker',
        layer: 'domain',
        label: 'Reader',
        consumes: [{ topic: 'a', ttlSeconds: 60 }, { topic: 'b', ttlSeconds: 7200 }, 'c'],
      },
    },
    manifest: { topics: { a: { retentionHours: 1 }, b: { retentionHours: 1 }, c: {} } },
    overlay: developmentOverlay,
  }).blueprint;
  expect(topology?.queues.map(({ ttlSeconds }) => ttlSeconds)).toEqual([60, 3600, undefined]);
});

test('without a topic services share one login, and nothing is said on the broker', () => {
  const { blueprint, platform } = compiledOf({ services: { owners: { ...plainService, needsRabbitmq: true } } });
  expect(blueprint.topology).toBeUndefined();
  expect(platform.services[0]?.env.flatMap((variable) => (variable.kind === 'secret' ? [variable.secret.name] : []))).toEqual([
    'rabbitmq-auth',
    'rabbitmq-auth',
  ]);
});

test('a cron job with the environment of another service logs in as that one', () => {
  const { platform } = compiledOf(messagePlatforms['messages-dev']!);
  const nightly = platform.services.find(({ key }) => key === 'nightly');
  expect(nightly?.brokerSecret).toBeUndefined();
  expect(nightly?.env).toContainEqual(
    expect.objectContaining({ name: 'RABBITMQ_PASSWORD', secret: { name: 'roll-rabbitmq', key: 'password', optional: false } }),
  );
});

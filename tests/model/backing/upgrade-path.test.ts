import { compareTags, imageVersion } from '../../../model/backing/image-version';
import { rabbitmqUpgrade } from '../../../model/backing/rabbitmq/upgrade-path';
import { readsRedisFiles, redisVersion } from '../../../model/backing/redis/data-format';

/** Which versions of RabbitMQ and Redis go on with the data of others. */

const image = (tag: string, repository = 'x') => ({ repository, tag, digest: undefined });

test.each([
  ['4.3.1-management', { major: 4, minor: 3, patch: 1 }],
  ['v7', { major: 7, minor: undefined, patch: undefined }],
  ['7.4-alpine3.21', { major: 7, minor: 4, patch: undefined }],
  ['latest', undefined],
  ['1.2.3.4', undefined],
  ['20260131', undefined],
  ['1.2.', undefined],
])('the version of the tag %s', (tag, version) => {
  expect(imageVersion(image(tag))).toEqual(version);
});

test.each([
  ['1.4.2', '1.4.3', -1],
  ['1.10', '1.9', 1],
  ['v2', 'v2.0.0', 0],
  ['1.2.3.4', '1.2.3.5', -1],
  ['16-alpine', '17-alpine', -1],
  ['16-alpine', '16-bookworm', undefined],
  ['1.4.2-rc.1', '1.4.2', undefined],
  ['20260131', '20260201', -1],
  ['7a3b9c1', '6a3b9c1', undefined],
  ['latest', '1.0.0', undefined],
])('the tag %s beside %s', (one, other, order) => {
  const compared = compareTags(one, other);
  expect(compared === undefined ? undefined : Math.sign(compared)).toBe(order);
});

test.each([
  ['4.2', '4.3', 'supported'],
  ['4.3', '4.3.2', 'supported'],
  ['4', '4.3', 'supported'],
  ['3.13', '4.0', 'supported'],
  ['3.13', '4.2', 'supported'],
  ['4.0', '4.2', 'supported'],
  ['3', '4.3', '4.2'],
  ['3.13', '4.3', '4.2'],
  ['4.0', '4.3', '4.2'],
  ['4.1', '4', '4.2'],
  ['3.12', '4.2', '3.13'],
  ['3.8.1', '4.3', '3.9, 3.10, 3.11, 3.12, 3.13, 4.2'],
  ['3.11.17', '3.13', '3.11.18, 3.12'],
  ['3.11.18', '3.12', 'supported'],
  ['3.11', '3.12', 'supported'],
  ['4.2', '4.4', '4.3'],
  ['4.3', '4.2', 'older'],
  ['4', '3.13', 'older'],
  ['4.3', '4.4', undefined],
  ['4.3', '5', undefined],
  ['3.5', '3.13', undefined],
])('RabbitMQ %s to %s: %s', (from, to, expected) => {
  const upgrade = rabbitmqUpgrade(imageVersion(image(from))!, imageVersion(image(to))!);
  expect(upgrade?.is === 'skips' ? upgrade.over.join(', ') : upgrade?.is).toBe(expected);
});

test.each([
  ['redis:6.2', 'redis:7.0', true],
  ['redis:7.0', 'redis:6.2', false],
  ['redis:6.2', 'redis:5', true],
  ['redis:7', 'redis:7.2', false],
  ['redis:8.4', 'redis:7.4', true],
  ['redis:8.6', 'redis:8.4', false],
  ['redis:7.2', 'valkey/valkey:8', true],
  ['redis:7.4', 'valkey/valkey:8', false],
  ['redis:7.4', 'valkey/valkey:9.0', false],
  ['redis:7.2', 'valkey/valkey:9.0', true],
  ['valkey/valkey:8.1', 'valkey/valkey:9.0', true],
  ['valkey/valkey:9.0', 'valkey/valkey:8.1', false],
  ['valkey/valkey:9.0', 'redis:8.10', false],
  ['valkey/valkey:8.1', 'redis:8.0', true],
])('%s to %s: the files are read, %s', (from, to, reads) => {
  const [was, is] = [from, to].map((text) => redisVersion(image(text.split(':')[1]!, text.split(':')[0])));
  expect(readsRedisFiles(was!, is!)).toBe(reads);
});

test('a Redis of no known version', () => {
  expect(redisVersion(image('latest'))).toBeUndefined();
  expect(redisVersion(image('1.0'))).toBeUndefined();
});

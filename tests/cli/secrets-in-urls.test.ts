import { compareObject } from '../../cli/cluster/compare-object';
import { expectedObjects } from '../../cli/cluster/expected-object';
import type { FoundObject } from '../../cli/cluster/read-cluster';
import { tellObject } from '../../cli/cluster/tell-object';
import { compiledOf, plainService, productionOverlay } from '../support/platform';

const { blueprint } = compiledOf({
  services: { owners: { ...plainService, needsRedis: true } },
  overlay: productionOverlay,
  environment: 'prod',
});
const expected = expectedObjects(blueprint).find(({ name }) => name === 'redis-auth')!;

function told(password: string): string {
  const found = { values: new Map([['password', password]]) } as unknown as FoundObject;
  return tellObject(compareObject(expected, found));
}

test.each(['with space', 'a@b', 'a/b', 'a#b', 'a?b', 'a:b', '100%', 'newline\n'])(
  'a password %j is not complete: it breaks its URL',
  (password) => {
    expect(told(password)).toMatch(/^secret\/redis-auth: password has a character that breaks the URL/);
    expect(told(password)).not.toContain(password);
  },
);

test.each(['0123456789abcdef', 'A-b_c.d~e', 'x!y&z=,;+'])('a password %j is complete', (password) => {
  expect(told(password)).toBe('secret/redis-auth: complete');
});

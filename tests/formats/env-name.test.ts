import { isEnvName } from '../../formats';

test.each([
  ['PORT', true],
  ['_', true],
  ['a1', true],
  ['Node_Env', true],
  ['', false],
  ['1A', false],
  ['A-B', false],
  ['A.B', false],
  ['A B', false],
  ['A=B', false],
  ['A\n', false],
  ['É', false],
])('isEnvName(%j) is %j', (text, expected) => expect(isEnvName(text)).toBe(expected));

test('a name has at most 253 characters, as a key of a ConfigMap', () => {
  expect(isEnvName('A'.repeat(253))).toBe(true);
  expect(isEnvName('A'.repeat(254))).toBe(false);
});

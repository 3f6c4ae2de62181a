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

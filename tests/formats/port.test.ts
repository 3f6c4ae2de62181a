import { isHeaderName, isPortName, isPortNumber } from '../../formats';

test.each([
  [1, true],
  [4104, true],
  [65535, true],
  [0, false],
  [-1, false],
  [65536, false],
  [80.5, false],
  [Number.NaN, false],
  [Number.POSITIVE_INFINITY, false],
])('isPortNumber(%p) is %j', (value, expected) => expect(isPortNumber(value)).toBe(expected));

test.each([
  ['http', true],
  ['grpc-admin', true],
  ['9p', true],
  ['p9', true],
  ['a'.repeat(15), true],
  ['a'.repeat(16), false],
  ['9000', false],
  ['', false],
  ['-', false],
  ['-a', false],
  ['a-', false],
  ['a--b', false],
  ['Admin', false],
  ['a_b', false],
  ['a\n', false],
])('isPortName(%j) is %j', (text, expected) => expect(isPortName(text)).toBe(expected));

test.each([
  ['Host', true],
  ['X-Health-1', true],
  ['', false],
  ['X Health', false],
  ['X:Y', false],
  ['X\n', false],
])('isHeaderName(%j) is %j', (text, expected) => expect(isHeaderName(text)).toBe(expected));

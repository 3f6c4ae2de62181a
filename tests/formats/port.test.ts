import { isPortNumber } from '../../formats';

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

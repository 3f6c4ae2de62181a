import { durationSeconds } from '../../formats';

test.each([
  ['1h', 3600],
  ['15m', 900],
  ['45s', 45],
  ['1h30m', 5400],
  ['1h0m0s', 3600],
  ['90m', 5400],
  ['0s', 0],
  ['', undefined],
  ['0', undefined],
  ['1', undefined],
  ['-1h', undefined],
  ['1.5h', undefined],
  ['30m1h', undefined],
  ['1h ', undefined],
  ['1h\n', undefined],
  ['1d', undefined],
  ['hourly', undefined],
  ['9999999h', undefined],
])('durationSeconds(%j) is %j', (text, expected) => expect(durationSeconds(text)).toBe(expected));

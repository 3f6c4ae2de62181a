import fc from 'fast-check';
import { isLabelValue, toLabelValue } from '../../formats';

describe('label values', () => {
  test.each([
    ['', true],
    ['a', true],
    ['1.4.2', true],
    ['A_b-c.D', true],
    ['a'.repeat(63), true],
    ['a'.repeat(64), false],
    ['-a', false],
    ['a.', false],
    ['Tax Billing', false],
    ['sha256:0123', false],
    ['a\n', false],
    ['é', false],
  ])('isLabelValue(%j) is %j', (text, expected) => expect(isLabelValue(text)).toBe(expected));

  test.each([
    ['1.4.2', '1.4.2'],
    ['Tax Billing & Instalment', 'Tax-Billing-Instalment'],
    ['v1+build.7', 'v1-build.7'],
    ['  --x--  ', 'x'],
    ['', undefined],
    ['???', undefined],
    ['__', undefined],
    [`${'a'.repeat(62)}-b`, 'a'.repeat(62)],
    [`é${'b'.repeat(70)}`, 'b'.repeat(63)],
  ])('toLabelValue(%j) is %j', (text, expected) => expect(toLabelValue(text)).toBe(expected));

  test('whatever is made is a legal value that is not empty, and is not changed again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const value = toLabelValue(text);
        if (value === undefined) expect(text).not.toMatch(/[A-Za-z0-9]/);
        else expect([isLabelValue(value), value === '', toLabelValue(value)]).toEqual([true, false, value]);
      }),
    );
  });

  test('a legal value stays', () => {
    const value = fc.string({ unit: fc.constantFrom('a', 'Z', '0', '-', '_', '.'), minLength: 1 }).filter(isLabelValue);
    fc.assert(fc.property(value, (text) => expect(toLabelValue(text)).toBe(text)));
  });
});

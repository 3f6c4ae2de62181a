import fc from 'fast-check';
import { canonicalQuantity, compareQuantities, countedQuantity, parseQuantity } from '../../formats';

describe('quantities', () => {
  test.each([
    ['cpu', '1', 1000],
    ['cpu', '100m', 100],
    ['cpu', '0.1', 100],
    ['cpu', '1u', 1],
    ['cpu', '0', 0],
    ['memory', '1Ki', 1024],
    ['memory', '0.5', 1],
    ['memory', '0', 0],
    ['memory', '-1', undefined],
    ['memory', '1GB', undefined],
  ] as const)('of %s, %j counts %p in a quota', (resource, text, counted) => expect(countedQuantity(resource, text)).toBe(counted));

  // Where the work grows with the square of the length, this takes hours.
  test.each(['1', '1.', '.1', '+1'])('millions of digits after %j are no quantity', (start) =>
    expect(parseQuantity(`${start}${'1'.repeat(4_000_000)}!`)).toBeUndefined(),
  );

  // Checked with k8s.io/apimachinery v0.36.3, pkg/api/resource: what it makes of the text, or of our canonical form where it keeps a spelling.
  test.each([
    ['0', 0, '0'],
    ['0Ki', 0, '0'],
    ['-0.0', 0, '0'],
    ['1', 1, '1'],
    ['1000m', 1, '1'],
    ['1500m', 1.5, '1500m'],
    ['0.5', 0.5, '500m'],
    ['.5', 0.5, '500m'],
    ['1.', 1, '1'],
    ['1.50', 1.5, '1500m'],
    ['100m', 0.1, '100m'],
    ['250u', 0.00025, '250u'],
    ['1000u', 0.001, '1m'],
    ['5n', 5e-9, '5n'],
    ['0.1n', 1e-9, '1n'],
    ['+1', 1, '1'],
    ['-1.5Gi', -1610612736, '-1536Mi'],
    ['01', 1, '1'],
    ['1000', 1000, '1k'],
    ['1500', 1500, '1500'],
    ['1024', 1024, '1024'],
    ['1k', 1000, '1k'],
    ['1000k', 1e6, '1M'],
    ['1.5G', 1.5e9, '1500M'],
    ['2T', 2e12, '2T'],
    ['3P', 3e15, '3P'],
    ['1E', 1e18, '1E'],
    ['1Ki', 1024, '1Ki'],
    ['1024Mi', 1073741824, '1Gi'],
    ['1.5Gi', 1610612736, '1536Mi'],
    ['0.5Gi', 536870912, '512Mi'],
    ['1000Ki', 1024000, '1000Ki'],
    ['512.5Ki', 524800, '524800'],
    ['0.1Ki', 102.4, '102400m'],
    ['0.5Ki', 512, '512'],
    ['1.0001Ki', 1024.1024, '1024102400u'],
    // No multiple of 1024: a server that reads what it wrote finds a decimal number.
    ['1396687.5Ki', 1430208000, '1430208k'],
    ['1Ti', 1099511627776, '1Ti'],
    ['1024Ti', 1125899906842624, '1Pi'],
    ['1Ei', 1152921504606846976, '1Ei'],
    ['1e3', 1000, '1e3'],
    ['10e2', 1000, '1e3'],
    ['1E3', 1000, '1e3'],
    ['1e+3', 1000, '1e3'],
    ['1e0', 1, '1'],
    ['5e-1', 0.5, '500e-3'],
    ['9223372036854775807', 9223372036854775807, '9223372036854775807'],
  ])('%j is %d, written %j', (text, value, canonical) => {
    expect(parseQuantity(text)).toBeCloseTo(value, 12);
    expect(canonicalQuantity(text)).toBe(canonical);
  });

  test.each(
    [
      '',
      ' ',
      '.',
      '-',
      'Ki',
      '1 Gi',
      '1K',
      '1ki',
      '1KI',
      '1gi',
      '1mi',
      '1i',
      '1e',
      '1e3Ki',
      '1Ki5',
      '1.2.3',
      '1,5',
      '0x10',
      'one',
      '1Gi\n',
      '--1',
      '٣',
    ].concat(
      ['8Ei', '9223372036854775808', '10E', '1e30', '1e999999999', '9'.repeat(200)], // beyond what Kubernetes computes with
    ),
  )('%j is refused', (text) => {
    expect(parseQuantity(text)).toBeUndefined();
    expect(canonicalQuantity(text)).toBeUndefined();
    expect(compareQuantities(text, '1')).toBeUndefined();
    expect(compareQuantities('1', text)).toBeUndefined();
  });

  test.each([
    ['1', '1000m', 0],
    ['1Gi', '1G', 1],
    ['512Mi', '0.5Gi', 0],
    ['100m', '0.2', -1],
    ['-1', '0', -1],
    // Equal as floating point numbers.
    ['9007199254740993', '9007199254740992', 1],
  ])('%j compared with %j is %d', (a, b, expected) => expect(compareQuantities(a, b)).toBe(expected));

  const suffix = fc.constantFrom('n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei', 'e3', 'E-2', 'e+1');
  const quantity = fc
    .tuple(fc.constantFrom('', '-', '+'), fc.nat(2_000_000), fc.option(fc.nat(9999)), suffix)
    .map(([sign, whole, fraction, end]) => `${sign}${whole}${fraction === null ? '' : `.${fraction}`}${end}`)
    .filter((text) => parseQuantity(text) !== undefined);

  test('the canonical form is the same amount and its own canonical form', () => {
    fc.assert(
      fc.property(quantity, (text) => {
        const canonical = canonicalQuantity(text) ?? '';
        expect(compareQuantities(text, canonical)).toBe(0);
        expect(canonicalQuantity(canonical)).toBe(canonical);
        expect(canonical).toMatch(/^-?\d+(?:[numkMGTPE]|[KMGTPE]i|e-?\d+)?$/);
      }),
      { numRuns: 2000 },
    );
  });

  test('comparing is an order that agrees with the numbers', () => {
    fc.assert(
      fc.property(quantity, quantity, (a, b) => {
        const order = compareQuantities(a, b) ?? Number.NaN;
        expect((compareQuantities(b, a) ?? Number.NaN) + order).toBe(0);
        const [left, right] = [parseQuantity(a) ?? Number.NaN, parseQuantity(b) ?? Number.NaN];
        if (left !== right) expect(Math.sign(left - right)).toBe(order);
      }),
    );
  });

  test('nothing makes them throw', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789.+-eEinumkKMGTP') }), (a, b) => {
        for (const text of [a, b]) expect(parseQuantity(text) === undefined).toBe(canonicalQuantity(text) === undefined);
      }),
    );
  });
});

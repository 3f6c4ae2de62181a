import fc from 'fast-check';
import { isDns1035Label, isDnsLabel, isDnsSubdomain, isHostName, isIngressHost } from '../../formats';

const a = (length: number): string => 'a'.repeat(length);

describe('DNS names', () => {
  test.each([
    // text, label, 1035 label, subdomain, Ingress host
    ['assessment-roll', true, true, true, true],
    ['a', true, true, true, true],
    ['0', true, false, true, false],
    ['3d-maps', true, false, true, true],
    ['a--b', true, true, true, true],
    [a(63), true, true, true, true],
    [a(64), false, false, true, false],
    [`${a(63)}.${a(63)}.${a(63)}.${a(61)}`, false, false, true, true],
    [`${a(63)}.${a(63)}.${a(63)}.${a(62)}`, false, false, false, false],
    ['tax.example.gov', false, false, true, true],
    ['*.example.gov', false, false, false, true],
    ['*', false, false, false, false],
    ['*.*.gov', false, false, false, false],
    ['a.*.gov', false, false, false, false],
    ['*a.gov', false, false, false, false],
    ['10.0.0.1', false, false, true, false],
    ['a.0x1f', false, false, true, false],
    ['', false, false, false, false],
    ['-a', false, false, false, false],
    ['a-', false, false, false, false],
    ['A', false, false, false, false],
    ['a_b', false, false, false, false],
    ['a.', false, false, false, false],
    ['.a', false, false, false, false],
    ['a..b', false, false, false, false],
    ['a\n', false, false, false, false],
    ['bücher', false, false, false, false],
    ['a b', false, false, false, false],
    ['a:80', false, false, false, false],
  ])('%j', (text, label, label1035, subdomain, host) => {
    expect([isDnsLabel(text), isDns1035Label(text), isDnsSubdomain(text), isIngressHost(text)]).toEqual([
      label,
      label1035,
      subdomain,
      host,
    ]);
  });

  const anything = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('a', 'z', '0', '9', '-', '.', '*', 'A', '_') }));

  test('every RFC 1035 label is an RFC 1123 label, and every RFC 1123 label is a subdomain', () => {
    fc.assert(
      fc.property(anything, (text) => {
        if (isDns1035Label(text)) expect(isDnsLabel(text)).toBe(true);
        if (isDnsLabel(text)) expect(isDnsSubdomain(text)).toBe(true);
      }),
    );
  });

  test('labels joined by dots are a subdomain as long as they fit', () => {
    const label = fc.string({ unit: fc.constantFrom('a', '0', '-') }).filter(isDnsLabel);
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 60 }), (labels) => {
        expect(isDnsSubdomain(labels.join('.'))).toBe(labels.join('.').length <= 253);
      }),
    );
  });

  test('a host is what is left of it without its wildcard', () => {
    fc.assert(
      fc.property(fc.domain(), (domain) => {
        expect(isIngressHost(`*.${domain.toLowerCase()}`)).toBe(isIngressHost(domain.toLowerCase()) && domain.length <= 251);
      }),
    );
  });
});

describe('a host that clients find', () => {
  test.each([
    ['api.stripe.com', true],
    ['postgres', true],
    ['198.51.100.4', true],
    ['db-1', true],
    ['1.5', false],
    ['10', false],
    ['0x7f', false],
    ['256.1.1.1', false],
    ['api.example.7', false],
    ['a b', false],
    ['', false],
  ])('%j: %s', (text, expected) => {
    expect(isHostName(text)).toBe(expected);
  });

  test('has no label that no resolver would answer for', () => {
    expect([63, 64].map((length) => isHostName(`${a(length)}.example.com`))).toEqual([true, false]);
  });
});

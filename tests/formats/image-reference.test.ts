import fc from 'fast-check';
import { formatImageReference, isImageDigest, isImageTag, parseImageReference } from '../../formats';

const hex = '0123456789abcdef'.repeat(4);
const sha256 = `sha256:${hex}`;

describe('image references', () => {
  test.each([
    ['redis', 'redis', undefined, undefined],
    ['redis:7.4-alpine', 'redis', '7.4-alpine', undefined],
    ['library/redis', 'library/redis', undefined, undefined],
    ['ghcr.io/acme/assessment-roll:1.4.2', 'ghcr.io/acme/assessment-roll', '1.4.2', undefined],
    [`ghcr.io/acme/x@${sha256}`, 'ghcr.io/acme/x', undefined, sha256],
    [`ghcr.io/acme/x:1@${sha256}`, 'ghcr.io/acme/x', '1', sha256],
    [`x@sha512:${hex}${hex}`, 'x', undefined, `sha512:${hex}${hex}`],
    ['localhost:5000/x', 'localhost:5000/x', undefined, undefined],
    ['localhost:5000/x:dev', 'localhost:5000/x', 'dev', undefined],
    ['localhost:5000', 'localhost', '5000', undefined],
    ['10.0.0.1:5000/x', '10.0.0.1:5000/x', undefined, undefined],
    ['[2001:db8::1]:5000/x:1', '[2001:db8::1]:5000/x', '1', undefined],
    ['Registry.Example.COM/x', 'Registry.Example.COM/x', undefined, undefined],
    ['a/b.c_d__e--f/g', 'a/b.c_d__e--f/g', undefined, undefined],
    ['x:_Tag.1-2', 'x', '_Tag.1-2', undefined],
  ])('%s', (text, repository, tag, digest) => {
    expect(parseImageReference(text)).toEqual({ repository, tag, digest });
    expect(formatImageReference({ repository, tag, digest })).toBe(text);
  });

  test.each([
    '',
    ':1',
    '@',
    'Upper',
    'ghcr.io/Acme/x',
    'x:',
    'x:-1',
    'x:a b',
    `x:${'a'.repeat(129)}`,
    'x@',
    'x@sha256:abc',
    `x@sha256:${hex.toUpperCase()}`,
    `x@md5:${hex.slice(0, 32)}`,
    `x@${sha256}@${sha256}`,
    'x/',
    '/x',
    'a//b',
    'a/_b',
    'a/b_',
    'a___b',
    'a..b',
    '-host/x',
    'host:port/x',
    'https://ghcr.io/x',
    'x\n',
    ' x',
    'ghcr.io/acme/${NAME}',
    hex,
    'a'.repeat(256),
  ])('%j is refused', (text) => expect(parseImageReference(text)).toBeUndefined());

  test.each([
    ['latest', true],
    ['1.4.2', true],
    ['a'.repeat(128), true],
    ['', false],
    ['.1', false],
    ['1+2', false],
  ])('isImageTag(%j) is %j', (text, expected) => expect(isImageTag(text)).toBe(expected));

  test.each([
    [sha256, true],
    [`sha384:${hex}${hex.slice(32)}`, true],
    [hex, false],
    [`sha256:${hex}0`, false],
    [`sha1:${hex}`, false],
  ])('isImageDigest(%j) is %j', (text, expected) => expect(isImageDigest(text)).toBe(expected));

  const repository = fc
    .tuple(
      fc.constantFrom('', 'ghcr.io/', 'localhost:5000/', '[::1]/', 'A.b/'),
      fc.stringMatching(/^[a-z0-9]{1,9}(?:(?:[._]|__|-{1,3})[a-z0-9]{1,9}){0,2}(?:\/[a-z0-9]{1,9}){0,2}$/),
    )
    .map((parts) => parts.join(''));
  const tag = fc.option(fc.stringMatching(/^[\w][\w.-]{0,20}$/), { nil: undefined });
  const digest = fc.option(fc.constant(sha256), { nil: undefined });

  test('what is put together is taken apart again', () => {
    fc.assert(
      fc.property(fc.record({ repository, tag, digest }), (reference) => {
        expect(parseImageReference(formatImageReference(reference))).toEqual(reference);
      }),
    );
  });

  test('what is taken apart is put together again, and hostile text takes no time', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aA0:/@._-[]'), maxLength: 60 }), (text) => {
        const reference = parseImageReference(text);
        if (reference !== undefined) expect(formatImageReference(reference)).toBe(text);
      }),
      { numRuns: 1000 },
    );
    expect(parseImageReference(`${'a-'.repeat(100_000)}!`)).toBeUndefined();
    expect(parseImageReference(`${'a'.repeat(254)}!`)).toBeUndefined();
  });
});

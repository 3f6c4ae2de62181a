import { isDataKey, type TextKind, textProblem, writablePathFlaw } from '../../formats';

const kib = 1024;

test.each<[TextKind, string, string | undefined]>([
  ['label', 'Orders & Carts', undefined],
  ['label', '注文 🛒', undefined],
  ['label', 'x'.repeat(200), undefined],
  ['label', 'x'.repeat(201), 'long: 201 characters'],
  ['label', 'a\tb', 'character: U+0009'],
  ['label', 'a\ud800', 'character: U+D800'],
  ['line', 'x'.repeat(300 * kib), undefined],
  ['line', 'a\nb', 'character: U+000A'],
  ['line', 'a\u0085b', 'character: U+0085'],
  ['path', 'a/Dockerfile', undefined],
  ['path', 'x'.repeat(4097), 'long: 4097 characters'],
  ['path', 'a\nb', 'character: U+000A'],
  ['argument', 'a\n\tb', undefined],
  ['argument', '\u0000', 'character: U+0000'],
  ['argument', 'a\rb', 'character: U+000D'],
  ['argument', 'x'.repeat(128 * kib - 1), undefined],
  ['argument', 'x'.repeat(128 * kib), 'large: 128 KiB'],
  ['argument', 'é'.repeat(64 * kib), 'large: 128 KiB'],
  ['variable', 'x'.repeat(128 * kib - 2), undefined],
  ['variable', 'x'.repeat(128 * kib - 1), 'large: 128 KiB'],
])('as %s, %.20j has the problem %j', (kind, text, expected) => {
  const problem = textProblem(text, kind);
  expect(problem && `${problem.problem}: ${problem.found}`).toBe(expected);
});

test('what stands in front of a text counts', () => {
  const text = 'x'.repeat(128 * kib - 7);
  expect(textProblem(text, 'variable', 5)).toBeUndefined();
  expect(textProblem(text, 'variable', 6)).toMatchObject({ problem: 'large' });
});

test.each([
  ['ca.crt', true],
  ['A_b-1', true],
  ['a'.repeat(253), true],
  ['a'.repeat(254), false],
  ['', false],
  ['.', false],
  ['..', false],
  ['..a', false],
  ['.a', true],
  ['a/b', false],
  ['a b', false],
])('isDataKey(%.20j) is %j', (text, expected) => expect(isDataKey(text)).toBe(expected));

test.each([
  ['/data', undefined],
  ['/usr/src/app/uploads', undefined],
  ['/etc/nginx/conf.d', 'would hide'],
  ['/app', 'would hide'],
  ['/srv/app/.next', 'would hide'],
  ['/srv/app/.next/cache', undefined],
  ['/srv/node_modules', 'would hide'],
  ['data', 'does not start with'],
  ['/', 'root file system'],
  [`/${'a'.repeat(4096)}`, 'longer than 4096'],
  ['/a/', 'empty segment'],
  ['/a//b', 'empty segment'],
  ['/a/../b', '`.` and `..`'],
  ['/a:b', 'a character'],
  ['/a\u0000', 'a character'],
  ['/tmp', 'writable already'],
  ['/tmp/a', 'writable already'],
  ['/etc', "the image's own"],
  ['/proc/1', '`/proc` is mounted'],
  ['/var/run/secrets', '`/var/run/secrets` is mounted'],
])('%.20j is no writable path, since %j', (path, expected) => {
  if (expected === undefined) expect(writablePathFlaw(path)).toBeUndefined();
  else expect(writablePathFlaw(path)).toContain(expected);
});

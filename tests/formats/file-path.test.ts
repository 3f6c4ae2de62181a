import fc from 'fast-check';
import { fileKeys, filePathFlaw, isDataKey, pathsClash, productPath } from '../../formats';

test.each([
  ['./config/app.yaml', 'config/app.yaml'],
  ['app.yaml', 'app.yaml'],
  ['a/./b//c', 'a/b/c'],
  ['a/../b', 'b'],
  ['..', undefined],
  ['a/../../b', undefined],
  ['/etc/passwd', undefined],
  ['C:/a', undefined],
  ['a\\b', undefined],
  ['a/', undefined],
  ['', undefined],
  ['.', undefined],
])('the file %j of a product is %j', (from, path) => {
  expect(productPath(from)).toBe(path);
});

test('no path of a product leads out of its folder', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '..', '.', '', 'b c')), (segments) => {
      const path = productPath(segments.join('/'));
      expect(path ?? 'a').toMatch(/^[^/]/);
      expect((path ?? '').split('/')).not.toContain('..');
    }),
  );
});

test.each(['/etc/app.yaml', '/etc/nginx/nginx.conf', '/tmp/a', '/app/.env', '/usr/share/app/a b'])('a file can be at %s', (path) => {
  expect(filePathFlaw(path)).toBeUndefined();
});

test.each([
  '',
  'a',
  '/',
  '/a/',
  '/a//b',
  '/a/../b',
  '/a:b',
  '/a\nb',
  '/etc',
  '/tmp',
  '/usr/bin',
  '/proc/a',
  '/etc/hosts',
  `/${'a'.repeat(5000)}`,
])('no file can be at %j', (path) => {
  expect(filePathFlaw(path)).toEqual(expect.any(String));
});

test('files are named by the end of their path, unless two have the same', () => {
  const keys = fileKeys(['/etc/a.yaml', '/etc/b/a.yaml', '/etc/b/c', '/etc/b c', '/etc/..d'], () => '00000000');
  expect([...keys.values()]).toEqual(['etc_a.yaml-00000000', 'etc_b_a.yaml-00000000', 'c', 'etc_b-c-00000000', 'etc_..d-00000000']);
});

test('every file has a legal key of its own', () => {
  const path = fc.array(fc.string({ unit: fc.constantFrom('a', '.', '-', 'ü', ' ', '_'), minLength: 1, maxLength: 250 }), { minLength: 1 });
  fc.assert(
    fc.property(fc.uniqueArray(path.map((segments) => `/${segments.join('/')}`)), (paths) => {
      const numbers = new Map(paths.map((each, index) => [each, index.toString(16).padStart(8, '0')]));
      const keys = [...fileKeys(paths, (each) => numbers.get(each) ?? '').values()];
      expect(keys.filter((key) => !isDataKey(key))).toEqual([]);
      expect(new Set(keys).size).toBe(paths.length);
    }),
  );
});

test('paths clash if one is in the other', () => {
  expect(pathsClash('/a/b', '/a')).toBe(true);
  expect(pathsClash('/a', '/a/b')).toBe(true);
  expect(pathsClash('/ab', '/a')).toBe(false);
});

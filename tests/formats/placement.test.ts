import { isIpAddress, isQualifiedName, prefixOf } from '../../formats';

describe('a qualified name', () => {
  test.each(['pool', 'a', 'A_b.c-1', 'nvidia.com/gpu', 'x'.repeat(63), `a.b/${'x'.repeat(63)}`])('%s is one', (name) => {
    expect(isQualifiedName(name)).toBe(true);
  });

  test.each(['', '/', '/a', 'a/', 'a/b/c', 'A.b/c', '-a', 'a-', 'a b', 'ä', 'x'.repeat(64)])('"%s" is none', (name) => {
    expect(isQualifiedName(name)).toBe(false);
  });

  test('has what is in front of the slash', () => {
    expect([prefixOf('nvidia.com/gpu'), prefixOf('gpu'), prefixOf('/')]).toEqual(['nvidia.com', '', '']);
  });
});

describe('an IP address', () => {
  test.each(['10.0.0.7', '0.0.0.0', '255.255.255.255', '::', '::1', 'fd00::10', '2001:DB8::1', '::ffff:a00:7'])('%s is one', (text) => {
    expect(isIpAddress(text)).toBe(true);
  });

  test.each(['', '10.0.0', '10.0.0.256', '010.0.0.1', '1.2.3.4.5', 'a.b.c.d', ':', ':::', 'fe80::1%eth0', '[::1]', '12:30', '::1]x['])(
    '"%s" is none',
    (text) => {
      expect(isIpAddress(text)).toBe(false);
    },
  );
});

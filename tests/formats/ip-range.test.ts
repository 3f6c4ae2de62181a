import { BlockList } from 'node:net';
import fc from 'fast-check';
import { blockHas, blockHasBlock, isIpAddress, isWholeBlock, startOf } from '../../formats';

describe('blockHas', () => {
  test.each([
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['0.0.0.0/0', '203.0.113.9', true],
    ['10.0.0.7/32', '10.0.0.7', true],
    ['10.0.0.7/32', '10.0.0.6', false],
    ['10.0.0.9/24', '10.0.0.200', true],
    ['2001:db8::/32', '2001:db8::7', true],
    ['fc00::/7', 'fd12::1', true],
    ['fc00::/7', '2001:db8::1', false],
    ['::/0', '10.0.0.1', false],
    ['0.0.0.0/0', '::1', false],
    ['10.0.0.0', '10.0.0.0', false],
    ['10.0.0.0/8', 'db', false],
  ])('%s and %s: %s', (block, address, expected) => {
    expect(blockHas(block, address)).toBe(expected);
  });

  test('agrees with the list of blocks of Node', () => {
    const ipv4 = fc.ipV4().chain((address) => fc.tuple(fc.constant('ipv4' as const), fc.constant(address), fc.ipV4(), fc.nat(32)));
    const ipv6 = fc.ipV6().chain((address) => fc.tuple(fc.constant('ipv6' as const), fc.constant(address), fc.ipV6(), fc.nat(128)));
    fc.assert(
      fc.property(fc.oneof(ipv4, ipv6), ([family, start, address, length]) => {
        // An IPv4 address at the end of one of IPv6 is no notation that manifests have.
        fc.pre(isIpAddress(start) && isIpAddress(address));
        const list = new BlockList();
        list.addSubnet(start, length, family);
        expect(blockHas(`${start}/${length}`, address)).toBe(list.check(address, family));
      }),
      { numRuns: 500 },
    );
  });
});

describe('blockHasBlock', () => {
  test.each([
    ['10.0.0.0/8', '10.1.0.0/16', true],
    ['10.1.0.0/16', '10.0.0.0/8', false],
    ['10.0.0.0/8', '10.0.0.0/8', true],
    ['10.0.0.0/8', '11.0.0.0/16', false],
    ['0.0.0.0/0', '203.0.113.0/24', true],
    ['0.0.0.0/0', '2001:db8::/32', false],
    ['2001:db8::/32', '2001:db8:1::/48', true],
    ['10.0.0.0/8', '10.1.0.0', false],
    ['10.0.0.0', '10.0.0.0/8', false],
    ['everywhere', '10.0.0.0/8', false],
  ])('%s and %s: %s', (wide, narrow, expected) => {
    expect(blockHasBlock(wide, narrow)).toBe(expected);
  });
});

describe('blocks by their first address', () => {
  test.each([
    ['10.20.1.0/24', '10.20.1.0', true],
    ['10.20.1.5/24', '10.20.1.0', false],
    ['10.20.1.5/32', '10.20.1.5', true],
    ['0.0.0.0/0', '0.0.0.0', true],
    ['203.0.113.9/0', '0.0.0.0', false],
    ['::/0', '::', true],
    ['fd00::1/64', 'fd00::', false],
    ['2001:db8:0::/32', '2001:db8::', true],
    ['10.0.0.1', undefined, false],
    ['db/8', undefined, false],
  ])('%s starts at %s; by its first: %s', (block, start, whole) => {
    expect(startOf(block)).toBe(start);
    expect(isWholeBlock(block)).toBe(whole);
  });
});

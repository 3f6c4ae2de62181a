import { isIpAddress, isIpBlock } from './ip-address';

/**
 * Whether a block of addresses, such as `10.0.0.0/8`, has an address. False if either is none, or if one is of IPv4 and the other of IPv6; never throws.
 * @see https://www.rfc-editor.org/rfc/rfc4632#section-3.1
 */
export function blockHas(block: string, address: string): boolean {
  if (!isIpBlock(block) || !isIpAddress(address)) return false;
  const [start = '', length = ''] = block.split('/');
  const [own, other] = [numberOf(start), numberOf(address)];
  if (own.bits !== other.bits) return false;
  const rest = BigInt(own.bits - Number(length));
  return own.value >> rest === other.value >> rest;
}

/**
 * Whether a block of addresses has all addresses of another one. False if either is none, or if one is of IPv4 and the other of IPv6; never throws.
 * @param narrow the block that is looked for in the other
 */
export function blockHasBlock(wide: string, narrow: string): boolean {
  const [address = '', length = ''] = narrow.split('/');
  return isIpBlock(narrow) && blockHas(wide, address) && Number(wide.split('/')[1]) <= Number(length);
}

/**
 * The start of a block of addresses: `10.20.1.0` for `10.20.1.5/24`. A block that is written by another address of it mostly means that address alone.
 * @returns the address in its canonical form; undefined if the text is no block; never throws
 */
export function startOf(block: string): string | undefined {
  if (!isIpBlock(block)) return undefined;
  const [address = '', length = ''] = block.split('/');
  const { value, bits } = numberOf(address);
  const rest = BigInt(bits - Number(length));
  const start = (value >> rest) << rest;
  const parts = (count: number, size: bigint): number[] =>
    Array.from({ length: count }, (_, index) => Number((start >> (size * BigInt(count - 1 - index))) & ((1n << size) - 1n)));
  if (bits === 32) return parts(4, 8n).join('.');
  return new URL(
    `http://[${parts(8, 16n)
      .map((part) => part.toString(16))
      .join(':')}]`,
  ).hostname.slice(1, -1);
}

/** Whether a text is a block of addresses that is written by its first one. */
export function isWholeBlock(text: string): boolean {
  const start = startOf(text);
  const [address = ''] = text.split('/');
  return start !== undefined && numberOf(start).value === numberOf(address).value;
}

/**
 * Finds blocks that are together every address of IPv4, or every one of IPv6, such as `0.0.0.0/1` and `128.0.0.0/1`. Takes time in proportion to sorting them.
 * @param blocks others than blocks of addresses are left out
 * @returns the blocks, by their first address; undefined if they leave an address out; never throws
 */
export function blocksOfAll(blocks: readonly string[]): string[] | undefined {
  const ranges = blocks.flatMap((block) => {
    if (!isIpBlock(block)) return [];
    const { value, bits } = numberOf(startOf(block) ?? '');
    return [{ block, bits, start: value, end: value + (1n << BigInt(bits - Number(block.split('/')[1]))) }];
  });
  ranges.sort((a, b) => (a.start !== b.start ? (a.start < b.start ? -1 : 1) : a.end > b.end ? -1 : 1));
  for (const size of [32, 128] as const) {
    const needed: string[] = [];
    let reached = 0n;
    for (const { block, bits, start, end } of ranges) {
      if (bits !== size || end <= reached) continue;
      if (start > reached) break;
      needed.push(block);
      reached = end;
    }
    if (reached === 1n << BigInt(size)) return needed;
  }
  return undefined;
}

function numberOf(address: string): { readonly value: bigint; readonly bits: 32 | 128 } {
  if (!address.includes(':')) return { value: joined(address.split('.').map(Number), 8n), bits: 32 };
  // A URL has it in its canonical form: without an IPv4 address at its end, and with one gap at most.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const groups = (text: string): number[] => (text === '' ? [] : text.split(':').map((group) => parseInt(group, 16)));
  const [before, after] = [groups(head), groups(tail ?? '')];
  const gap = tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => 0);
  return { value: joined([...before, ...gap, ...after], 16n), bits: 128 };
}

function joined(parts: readonly number[], bits: bigint): bigint {
  return parts.reduce((value, part) => (value << bits) | BigInt(part), 0n);
}

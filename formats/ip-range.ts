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

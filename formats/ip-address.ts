/** Whether a text is an IPv4 or IPv6 address without a zone; never throws. */
export function isIpAddress(text: string): boolean {
  const bytes = text.split('.');
  if (bytes.length === 4) return bytes.every((byte) => /^(?:0|[1-9][0-9]{0,2})$/.test(byte) && Number(byte) <= 255);
  return text.includes(':') && /^[0-9a-f:]+$/i.test(text) && URL.canParse(`http://[${text}]`);
}

/**
 * Whether a text is a block of addresses in the notation of CIDR, such as `10.0.0.0/8`; never throws.
 * @see https://www.rfc-editor.org/rfc/rfc4632#section-3.1
 */
export function isIpBlock(text: string): boolean {
  const [address = '', bits = '', ...rest] = text.split('/');
  return (
    rest.length === 0 && isIpAddress(address) && /^(?:0|[1-9][0-9]{0,2})$/.test(bits) && Number(bits) <= (address.includes(':') ? 128 : 32)
  );
}

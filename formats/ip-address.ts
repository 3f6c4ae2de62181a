/** Whether a text is an IPv4 or IPv6 address without a zone; never throws. */
export function isIpAddress(text: string): boolean {
  const bytes = text.split('.');
  if (bytes.length === 4) return bytes.every((byte) => /^(?:0|[1-9][0-9]{0,2})$/.test(byte) && Number(byte) <= 255);
  return text.includes(':') && /^[0-9a-f:]+$/i.test(text) && URL.canParse(`http://[${text}]`);
}

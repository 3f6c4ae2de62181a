const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** What RSA makes of a session key is as long as the key pair, in bytes: 2048, 3072, 4096 and 8192 bits. */
const rsaLengths: ReadonlySet<number> = new Set([256, 384, 512, 1024]);

/** What AES-GCM adds to a value, which may be empty, in bytes. */
const tagLength = 16;

/**
 * Whether a text has the form of what kubeseal writes: in Base64, two bytes with the length of what RSA has encrypted, that, and what AES-GCM has. A value that
 * somebody forgot to seal has not.
 * @see https://github.com/bitnami-labs/sealed-secrets/blob/main/docs/developer/crypto.md
 */
export function isSealedValue(text: string): boolean {
  // Go's decoder skips ends of lines.
  const whole = text.replace(/[\r\n]/g, '');
  if (whole.length % 4 !== 0 || !base64.test(whole)) return false;
  const [high = 0, low = 0] = Buffer.from(whole.slice(0, 4), 'base64');
  const rsaLength = high * 256 + low;
  const length = (whole.length / 4) * 3 - (whole.length - whole.replace(/=+$/, '').length);
  return rsaLengths.has(rsaLength) && length >= 2 + rsaLength + tagLength;
}

import { createHash } from 'node:crypto';

/**
 * Names a content, so that an object that may never change gets a new name with it.
 * @returns eight hexadecimal digits
 */
export function contentHash(content: unknown): string {
  return sha256(content).slice(0, 8);
}

/**
 * The SHA-256 of a JSON value. Never given secret data: a hash in a committed file lets anybody check guesses.
 * @returns 64 hexadecimal digits
 */
export function sha256(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

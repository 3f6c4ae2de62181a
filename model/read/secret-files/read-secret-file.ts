import type { ReadSecretFile } from '../../platform';
import type { SecretFileInput } from '../input';
import { readableComment } from './readable';
import { readSealedSecret } from './sealed-secret';
import { readSopsSecret } from './sops-secret';

/** Reads what can be read of a sealed or encrypted file, its comments included, without opening it. Never throws. */
export function readSecretFile(
  provider: 'sealed-secrets' | 'sops',
  { value, comments = [] }: Pick<SecretFileInput, 'value' | 'comments'>,
): ReadSecretFile {
  const read = provider === 'sops' ? readSopsSecret(value) : readSealedSecret(value);
  return { ...read, readable: [...read.readable, ...comments.flatMap(readableComment)] };
}

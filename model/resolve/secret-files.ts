import type { Place } from '../../diagnostics';
import type { SecretFile } from '../platform-secrets';
import { compareText } from './order';
import { readableComment } from './readable-comment';
import { secretHomes } from './secret-homes';
import type { SecretProviderContext } from './secret-provider-context';
import { readSealedSecret } from './sealed-secret-file';
import { readSopsSecret } from './sops-secret-file';

/** A file with a sealed or encrypted Secret, as it was read. */
export interface SecretFileInput {
  /** The file, relative to the working directory. */
  readonly file: string;
  /** All that is in it, byte by byte. */
  readonly text: string;
  /** What its YAML says. Never trusted. */
  readonly value: unknown;
  /**
   * The comments in it, from their `#` on.
   * @default none
   */
  readonly comments?: readonly string[];
}

/**
 * Reads what can be read of sealed or encrypted files without opening them. Never throws.
 * @returns by file in code-unit order
 */
export function resolveSecretFiles(
  provider: 'sealed-secrets' | 'sops',
  files: readonly SecretFileInput[],
  context: SecretProviderContext,
): SecretFile[] {
  const homeOf = secretHomes(context);
  const homes = new Map(context.secrets.map((secret) => [secret.name, homeOf(secret)]));
  return [...files]
    .sort((a, b) => compareText(a.file, b.file))
    .map(({ file, text, value, comments = [] }) => {
      const place: Place = { file, path: [] };
      const read = provider === 'sops' ? readSopsSecret(value) : readSealedSecret(value);
      return { place, text, home: homes.get(read.name ?? ''), ...read, readable: [...read.readable, ...comments.flatMap(readableComment)] };
    });
}

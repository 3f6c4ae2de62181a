import type { Platform } from '../../platform';
import type { SecretFile, SecretFilesProvider } from '../../platform-secrets';

/** The sealed or encrypted files of a platform, and whether they are what their provider passes on. */
export interface SecretFiles {
  readonly provider: SecretFilesProvider['provider'];
  readonly all: readonly SecretFile[];
  /** Those with a name that can be read, and nothing wrong with their kind. */
  readonly sound: readonly (SecretFile & { readonly name: string })[];
}

/** The files of a platform; undefined where its provider of Secrets has none. */
export function secretFilesOf({ secretProvider }: Platform): SecretFiles | undefined {
  if (secretProvider.provider !== 'sealed-secrets' && secretProvider.provider !== 'sops') return undefined;
  const { provider, files } = secretProvider;
  return {
    provider,
    all: files,
    sound: files.flatMap((file) => (file.name === undefined || file.problem !== undefined ? [] : [{ ...file, name: file.name }])),
  };
}

import type { SecretFile } from '../platform';
import type { SecretFileInput } from '../read/input';
import { readSecretFile } from '../read/secret-files/read-secret-file';
import { compareText } from './order';
import { secretHomes } from './secret-homes';
import type { SecretProviderContext } from './secret-provider-context';

/**
 * Reads the sealed or encrypted files of an environment, and finds the workload of each. Never throws.
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
    .map((input) => {
      const read = readSecretFile(provider, input);
      return { place: { file: input.file, path: [] }, text: input.text, home: homes.get(read.name ?? ''), ...read };
    });
}

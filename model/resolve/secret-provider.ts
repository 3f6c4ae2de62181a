import type { EnvironmentOverlay } from '../../registry/schema';
import type { SecretProvider } from '../platform';
import type { SecretFileInput } from '../read/input';
import { resolveExternalSecrets } from './external-secrets';
import { resolveSecretFiles } from './secret-files';
import type { SecretProviderContext } from './secret-provider-context';

/**
 * Applies the defaults of a provider of Secrets, and works out what it has to do for each of them.
 * @param files the environment's sealed or encrypted files, for the providers that pass them on
 */
export function resolveSecretProvider(
  declared: EnvironmentOverlay['secrets'],
  context: SecretProviderContext,
  files: readonly SecretFileInput[],
): SecretProvider {
  switch (declared.provider) {
    case 'external-secrets':
      return resolveExternalSecrets(declared, context);
    case 'sealed-secrets':
    case 'sops':
      return { provider: declared.provider, files: resolveSecretFiles(declared.provider, files, context) };
    case 'development':
    case 'existing':
      return declared;
  }
}

import type { EnvironmentOverlay } from '../../registry/schema';
import type { SecretProvider } from '../platform-secrets';
import { resolveExternalSecrets } from './external-secrets';
import type { SecretProviderContext } from './secret-provider-context';

/** Applies the defaults of a provider of Secrets, and works out what it has to do for each of them. */
export function resolveSecretProvider(declared: EnvironmentOverlay['secrets'], context: SecretProviderContext): SecretProvider {
  return declared.provider === 'external-secrets' ? resolveExternalSecrets(declared, context) : declared;
}

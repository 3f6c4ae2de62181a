import type { EnvironmentOverlay } from '../../registry/schema';
import type { Platform } from '../platform';
import type { SecretProvider } from '../platform-secrets';
import { resolveExternalSecrets } from './external-secrets';

/** What a provider of Secrets is worked out from. */
export type SecretProviderContext = Pick<Platform, 'product' | 'environment' | 'namespace' | 'services' | 'postgres' | 'redis' | 'rabbitmq' | 'secrets'>;

/** Applies the defaults of a provider of Secrets, and works out what it has to do for each of them. */
export function resolveSecretProvider(declared: EnvironmentOverlay['secrets'], context: SecretProviderContext): SecretProvider {
  return declared.provider === 'external-secrets' ? resolveExternalSecrets(declared, context) : declared;
}

import type { Platform } from '../platform';

/** What a provider of Secrets is worked out from. */
export type SecretProviderContext = Pick<Platform, 'product' | 'environment' | 'namespace' | 'services' | 'backing' | 'secrets'>;

import type { Reference, SecretObject } from '../blueprint';
import type { Platform } from '../platform';
import { developmentSecrets } from './development';
import { externalSecrets } from './external-secrets';
import { encryptedFiles, sealedSecrets } from './secret-files';

export { developmentCredentials, developmentSeed } from './development';
export { providedSecrets } from './provided';

/** The objects that bring the data of the platform's Secrets: none if other people bring it. */
export function designSecretObjects(platform: Platform, references: readonly Reference[]): SecretObject[] {
  const { secretProvider: provider } = platform;
  switch (provider.provider) {
    case 'development':
      return developmentSecrets(references, provider);
    case 'external-secrets':
      return externalSecrets(platform, provider, references);
    case 'sealed-secrets':
      return sealedSecrets(platform, provider, references);
    case 'sops':
      return encryptedFiles(provider);
    case 'existing':
      return [];
  }
}

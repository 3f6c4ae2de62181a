import { hasPlaceholder } from '../../formats';
import type { EnvironmentOverlay } from '../../registry/schema';
import type { ExternalSecretsProvider, SecretFile, SecretProvider } from '../platform';
import type { SecretFileInput } from '../read/input';
import { readSecretFile } from '../read/secret-files/read-secret-file';
import { compareText } from './order';

/**
 * Applies the defaults of a provider of Secrets. Never throws.
 * @param files the environment's sealed or encrypted files, for the providers that pass them on
 */
export function resolveSecretProvider(declared: EnvironmentOverlay['secrets'], files: readonly SecretFileInput[]): SecretProvider {
  switch (declared.provider) {
    case 'external-secrets':
      return externalSecrets(declared);
    case 'sealed-secrets':
    case 'sops':
      return { provider: declared.provider, files: secretFiles(declared.provider, files) };
    case 'development':
      return { provider: 'development', seed: declared.seed, values: declared.values ?? {} };
    case 'existing':
      return declared;
  }
}

function externalSecrets(declared: Extract<EnvironmentOverlay['secrets'], { provider: 'external-secrets' }>): ExternalSecretsProvider {
  const keyTemplate = declared.key ?? '{product}/{environment}/{secret}';
  return {
    provider: 'external-secrets',
    store: { name: declared.store.name, kind: declared.store.kind ?? 'SecretStore' },
    refreshInterval: declared.refreshInterval ?? '1h',
    keyTemplate,
    propertyTemplate: declared.property ?? (hasPlaceholder(keyTemplate, 'key') ? undefined : '{key}'),
    passwords: declared.passwords ?? 'store',
    refreshPolicy: declared.refreshPolicy ?? 'CreatedOnce',
    optional: declared.optional ?? [],
  };
}

/** By file in code-unit order. */
function secretFiles(provider: 'sealed-secrets' | 'sops', files: readonly SecretFileInput[]): SecretFile[] {
  return [...files]
    .sort((a, b) => compareText(a.file, b.file))
    .map((input) => ({ place: { file: input.file, path: [] }, text: input.text, ...readSecretFile(provider, input) }));
}

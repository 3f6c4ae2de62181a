import { fillPlaceholders, hasPlaceholder } from '../../formats';
import type { EnvironmentOverlay } from '../../registry/schema';
import type { ExternalSecret, ExternalSecretsProvider, PlatformSecret, PlatformSecretKey, StoreEntry } from '../platform';
import { secretHomes } from './secret-homes';
import type { SecretProviderContext } from './secret-provider-context';

type Declared = Extract<EnvironmentOverlay['secrets'], { provider: 'external-secrets' }>;
type Layout = Pick<ExternalSecretsProvider, 'keyTemplate' | 'propertyTemplate' | 'passwords'>;

/** Applies the defaults of the External Secrets Operator, and works out which entries of the store become which keys. */
export function resolveExternalSecrets(declared: Declared, context: SecretProviderContext): ExternalSecretsProvider {
  const keyTemplate = declared.key ?? '{product}/{environment}/{secret}';
  const propertyTemplate = declared.property ?? (hasPlaceholder(keyTemplate, 'key') ? undefined : '{key}');
  const { passwords = 'store', optional = [] } = declared;
  const layout: Layout = { keyTemplate, propertyTemplate, passwords };
  const stored = new Set(optional);
  const homeOf = secretHomes(context);
  return {
    provider: 'external-secrets',
    store: { name: declared.store.name, kind: declared.store.kind ?? 'SecretStore' },
    refreshInterval: declared.refreshInterval ?? '1h',
    ...layout,
    refreshPolicy: declared.refreshPolicy ?? 'CreatedOnce',
    optional,
    secrets: context.secrets.flatMap((secret) =>
      externalSecret(secret, stored.has(secret.name), layout, context).map((external) => ({ ...external, home: homeOf(secret) })),
    ),
  };
}

/** One entry for each value that nobody but the store knows; nothing where no key is needed. */
function externalSecret(
  secret: PlatformSecret,
  withOptional: boolean,
  layout: Layout,
  context: SecretProviderContext,
): Omit<ExternalSecret, 'home'>[] {
  const { name } = secret;
  const keys = secret.keys.filter(({ optional }) => withOptional || !optional);
  if (keys.length === 0) return [];
  const made = layout.passwords === 'store' ? undefined : keys.find((key) => isOwnPassword(secret, key));
  const generated = made !== undefined && layout.passwords === 'generator';
  const entries = keys
    .filter((key) => (key.source.kind === 'generated' || key.source.kind === 'given') && !(generated && key === made))
    .map((key) => storeEntry(name, key.name, layout, context));
  const pushed = layout.passwords === 'push-secret' ? entries.find(({ key }) => key === made?.name) : undefined;
  return [{ name, keys, entries, pushed, generated }];
}

/** Whether both sides that use a value hear of it from the platform. A key that several services sign with is nobody's to make up anew. */
function isOwnPassword({ owner }: PlatformSecret, { name, source }: PlatformSecretKey): boolean {
  return owner.kind !== 'shared' && name === 'password' && source.kind === 'generated';
}

function storeEntry(
  secret: string,
  key: string,
  { keyTemplate, propertyTemplate }: Layout,
  { product, environment, namespace }: SecretProviderContext,
): StoreEntry {
  const values = { product, environment, namespace, secret, key };
  return {
    key,
    remoteKey: fillPlaceholders(keyTemplate, values),
    property: propertyTemplate === undefined ? undefined : fillPlaceholders(propertyTemplate, values),
  };
}

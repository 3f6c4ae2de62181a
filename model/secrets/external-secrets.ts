import { fillPlaceholders } from '../../formats';
import type { Reference, SecretObject } from '../blueprint';
import type { ExternalSecretsProvider, Platform, PlatformSecretKey, StoreEntry } from '../platform';
import { secretHomes } from './homes';
import { providedSecrets } from './provided';

/** The file of the Secrets that several workloads share comes before theirs in an apply of the whole folder. */
const sharedFile = '01-external-secrets';

/**
 * The objects of the External Secrets Operator: one entry of the store for each value that only the store knows. A Secret of which no key is needed
 * has none.
 */
export function externalSecrets(platform: Platform, provider: ExternalSecretsProvider, references: readonly Reference[]): SecretObject[] {
  const { store, refreshInterval, refreshPolicy, passwords } = provider;
  const stored = new Set(provider.optional);
  const homeOf = secretHomes(platform);
  const objects = providedSecrets(references).flatMap((secret): SecretObject[] => {
    const { name, owner, form } = secret;
    const keys = secret.keys.filter(({ optional }) => stored.has(name) || !optional);
    if (keys.length === 0) return [];
    const file = homeOf(secret) ?? sharedFile;
    const made = passwords === 'store' ? undefined : keys.find((key) => isOwnPassword(secret, key));
    const generated = made !== undefined && passwords === 'generator';
    const entries = keys
      .filter((key) => (key.source.kind === 'generated' || key.source.kind === 'given') && !(generated && key === made))
      .map((key) => storeEntry(name, key.name, provider, platform));
    const pushed = passwords === 'push-secret' ? entries.find(({ key }) => key === made?.name) : undefined;
    return [
      ...(pushed === undefined ? [] : [{ kind: 'pushed-password', name, file, owner, store, refreshInterval, entry: pushed } as const]),
      { kind: 'external-secret', name, file, owner, form, store, refreshInterval, refreshPolicy, keys, entries, generated },
    ];
  });
  const needsGenerator = objects.some(
    (object) => object.kind === 'pushed-password' || (object.kind === 'external-secret' && object.generated),
  );
  return needsGenerator ? [{ kind: 'password-generator', name: 'cadastre-password', file: sharedFile }, ...objects] : objects;
}

/** Whether both sides that use a value hear of it from the platform. A key that several services sign with must not be made anew for one of them. */
function isOwnPassword({ owner }: Reference, { name, source }: PlatformSecretKey): boolean {
  return owner.kind !== 'shared' && name === 'password' && source.kind === 'generated';
}

function storeEntry(
  secret: string,
  key: string,
  { keyTemplate, propertyTemplate }: ExternalSecretsProvider,
  { product, environment, namespace }: Platform,
): StoreEntry {
  const values = { product, environment, namespace, secret, key };
  return {
    key,
    remoteKey: fillPlaceholders(keyTemplate, values),
    property: propertyTemplate === undefined ? undefined : fillPlaceholders(propertyTemplate, values),
  };
}

import { createHmac } from 'node:crypto';
import { databaseUri } from '../../formats';
import type { DevelopmentCredentials, Reference, SecretObject } from '../blueprint';
import type { DevelopmentSecretsProvider, Platform, PlatformSecretKey } from '../platform';
import { providedSecrets } from './provided';

/** All development Secrets stand in one file. Its name keeps it out of version control, and before the pods in an apply of the whole folder. */
const file = '01-development.secret';

/** One Secret for each that has a key which its readers cannot do without, or that the overlay has a value for. */
export function developmentSecrets(references: readonly Reference[], provider: DevelopmentSecretsProvider): SecretObject[] {
  return providedSecrets(references)
    .filter(({ name, keys }) => keys.some((key) => isBrought(name, key, provider)))
    .map(({ name, owner, form }) => ({ kind: 'development', name, file, owner, form }));
}

function isBrought(secret: string, { name, optional }: PlatformSecretKey, provider: DevelopmentSecretsProvider): boolean {
  return !optional || ownValue(secret, name, provider) !== undefined;
}

/** The value that the overlay gives to a key. */
function ownValue(secret: string, key: string, { values }: DevelopmentSecretsProvider): string | undefined {
  const ofSecret = Object.hasOwn(values, secret) ? values[secret] : undefined;
  return ofSecret !== undefined && Object.hasOwn(ofSecret, key) ? ofSecret[key] : undefined;
}

/**
 * Derives the values of all development Secrets from the environment's seed, so that the same registry gives the same ones again.
 * The values of the overlay count, but for those that follow from the registry.
 * @returns the values of the keys that their readers cannot do without or that the overlay has a value for; undefined unless the provider is `development`
 */
export function developmentCredentials(
  { product, environment, secretProvider }: Platform,
  references: readonly Reference[],
): DevelopmentCredentials | undefined {
  if (secretProvider.provider !== 'development') return undefined;
  const { seed } = secretProvider;
  const values = providedSecrets(references).flatMap(({ name: secret, keys }) => {
    const needed = keys.filter((key) => isBrought(secret, key, secretProvider));
    if (needed.length === 0) return [];
    const data = new Map(
      needed.map(({ name, source }) => [
        name,
        source.kind === 'known'
          ? source.value
          : (ownValue(secret, name, secretProvider) ?? developmentValue(seed, [product, environment, secret, name])),
      ]),
    );
    if (needed.some(({ source }) => source.kind === 'uri'))
      data.set(
        'uri',
        databaseUri((key) => data.get(key) ?? ''),
      );
    return [[secret, Object.fromEntries(data)]];
  });
  return {
    seed: developmentSeed(secretProvider),
    values: Object.fromEntries(values) as DevelopmentCredentials['values'],
  };
}

/** The seed with the values of the overlay, by which pods are replaced when either changes. */
export function developmentSeed({ seed, values }: Pick<DevelopmentSecretsProvider, 'seed' | 'values'>): string {
  return Object.keys(values).length === 0 ? seed : `${seed}\n${JSON.stringify(sorted(values))}`;
}

/** 32 hexadecimal digits: nothing in them needs encoding in a URL. */
function developmentValue(seed: string, scope: readonly string[]): string {
  return createHmac('sha256', seed).update(JSON.stringify(scope)).digest('hex').slice(0, 32);
}

function sorted(values: DevelopmentSecretsProvider['values']): unknown {
  return Object.entries(values)
    .map(([secret, keys]) => [secret, Object.entries(keys).sort(([a], [b]) => (a < b ? -1 : 1))] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

import { createHmac } from 'node:crypto';
import { databaseUri } from '../../formats';
import type { DevelopmentCredentials, Reference, SecretObject } from '../blueprint';
import type { Platform } from '../platform';
import { providedSecrets } from './provided';

/** All development Secrets stand in one file. Its name keeps it out of version control, and before the pods in an apply of the whole folder. */
const file = '01-development.secret';

/** One Secret for each that has a key which its readers cannot do without. */
export function developmentSecrets(references: readonly Reference[]): SecretObject[] {
  return providedSecrets(references)
    .filter(({ keys }) => keys.some(({ optional }) => !optional))
    .map(({ name, owner, form }) => ({ kind: 'development', name, file, owner, form }));
}

/**
 * Derives the values of all development Secrets from the environment's seed, so that the same registry gives the same ones again.
 * @returns the values of the keys that their readers cannot do without; undefined unless the provider is `development`
 */
export function developmentCredentials(
  { product, environment, secretProvider }: Platform,
  references: readonly Reference[],
): DevelopmentCredentials | undefined {
  if (secretProvider.provider !== 'development') return undefined;
  const { seed } = secretProvider;
  const values = providedSecrets(references).flatMap(({ name: secret, keys }) => {
    const needed = keys.filter(({ optional }) => !optional);
    if (needed.length === 0) return [];
    const data = new Map(
      needed.map(({ name, source }) => [
        name,
        source.kind === 'known' ? source.value : developmentValue(seed, [product, environment, secret, name]),
      ]),
    );
    if (needed.some(({ source }) => source.kind === 'uri'))
      data.set(
        'uri',
        databaseUri((key) => data.get(key) ?? ''),
      );
    return [[secret, Object.fromEntries(data)]];
  });
  return { seed, values: Object.fromEntries(values) as DevelopmentCredentials['values'] };
}

/** 32 hexadecimal digits: nothing in them needs encoding in a URL. */
function developmentValue(seed: string, scope: readonly string[]): string {
  return createHmac('sha256', seed).update(JSON.stringify(scope)).digest('hex').slice(0, 32);
}

import { boundedSuggest } from '../../diagnostics';
import { fillPlaceholders, placeholdersIn } from '../../formats';
import { placeOf } from '../origin';
import { type AreaRules, rule } from './rule';

const placeholders = ['product', 'environment', 'namespace', 'secret', 'key'] as const;
const nothing = Object.fromEntries(placeholders.map((name) => [name, '']));

/** Reports layouts of a store with a placeholder that stands for nothing, a brace that is no placeholder, or no text at all. */
const secretLayoutInvalid = rule('secret-layout-invalid', ({ platform }, report) => {
  const { secretProvider } = platform;
  if (secretProvider.provider !== 'external-secrets') return;
  const { keyTemplate, propertyTemplate } = secretProvider;
  for (const [field, template] of [
    ['key', keyTemplate],
    ['property', propertyTemplate],
  ] as const) {
    if (template === undefined) continue;
    const place = placeOf(platform, 'secrets', field);
    const unknown = placeholdersIn(template).find((name) => !Object.hasOwn(nothing, name));
    const problem = unknown === undefined ? flawOfLayout(template) : 'placeholder';
    if (problem !== undefined) {
      const suggestion = unknown === undefined ? undefined : boundedSuggest(placeholders)(unknown);
      report({ field, template, problem, placeholder: unknown ?? '', known: placeholders, suggestion }, place);
    }
  }
});

function flawOfLayout(template: string): 'empty' | 'brace' | 'character' | undefined {
  if (template === '') return 'empty';
  const rest = fillPlaceholders(template, nothing);
  if (/[{}]/.test(rest)) return 'brace';
  return /[\p{Cc}\p{Zs}\p{Cs}]/u.test(rest) ? 'character' : undefined;
}

/** Reports layouts under which two values would be one and the same in the store. */
const secretStoreEntryShared = rule('secret-store-entry-shared', ({ platform, blueprint }, report) => {
  const first = new Map<string, string>();
  const shared: { value: string; other: string; entry: string }[] = [];
  for (const object of blueprint.secretObjects) {
    if (object.kind !== 'external-secret') continue;
    for (const { key, remoteKey, property } of object.entries) {
      const id = JSON.stringify([remoteKey, property]);
      const value = `${object.name}/${key}`;
      const other = first.get(id);
      if (other === undefined) first.set(id, value);
      else shared.push({ value, other, entry: property === undefined ? remoteKey : `${remoteKey} ${property}` });
    }
  }
  // One layout is behind all of them.
  const [one, ...others] = shared;
  if (one !== undefined) report({ ...one, others: others.length }, placeOf(platform, 'secrets', 'key'));
});

/** Reports generated passwords that would be made anew under a database that knows the old one. */
const secretGeneratorRotates = rule('secret-generator-rotates', ({ platform }, report) => {
  const { secretProvider } = platform;
  if (secretProvider.provider !== 'external-secrets') return;
  const { passwords, refreshPolicy } = secretProvider;
  if (passwords === 'generator' && refreshPolicy !== 'CreatedOnce')
    report({ refreshPolicy }, placeOf(platform, 'secrets', 'refreshPolicy'));
});

/** Reports a refresh policy where no generator makes anything. */
const secretRefreshPolicyUnused = rule('secret-refresh-policy-unused', ({ platform }, report) => {
  const { secretProvider } = platform;
  if (secretProvider.provider !== 'external-secrets') return;
  const { passwords, refreshPolicy } = secretProvider;
  if (passwords !== 'generator' && refreshPolicy !== 'CreatedOnce')
    report({ refreshPolicy, passwords }, { ...placeOf(platform, 'secrets', 'refreshPolicy'), key: true });
});

/** The rules about secret stores. */
export const secretStoresRules: AreaRules<'secret-stores'> = [
  secretLayoutInvalid,
  secretStoreEntryShared,
  secretGeneratorRotates,
  secretRefreshPolicyUnused,
];

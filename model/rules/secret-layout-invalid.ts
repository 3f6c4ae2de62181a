import { closestName } from '../../diagnostics';
import { fillPlaceholders, placeholdersIn } from '../../formats';
import { placeUnder } from '../origin';
import { rule } from './rule';

const placeholders = ['product', 'environment', 'namespace', 'secret', 'key'] as const;
const nothing = Object.fromEntries(placeholders.map((name) => [name, '']));

/** Reports layouts of a store with a placeholder that stands for nothing, a brace that is no placeholder, or no text at all. */
export const secretLayoutInvalid = rule('secret-layout-invalid', ({ platform: { secretProvider, sources } }, report) => {
  if (secretProvider.provider !== 'external-secrets') return;
  const { keyTemplate, propertyTemplate } = secretProvider;
  for (const [field, template] of [
    ['key', keyTemplate],
    ['property', propertyTemplate],
  ] as const) {
    if (template === undefined) continue;
    const place = placeUnder(sources.overlay, 'secrets', field);
    const unknown = placeholdersIn(template).find((name) => !Object.hasOwn(nothing, name));
    const problem = unknown === undefined ? problemOf(template) : 'placeholder';
    if (problem !== undefined) {
      const suggestion = unknown === undefined ? undefined : closestName(unknown, placeholders);
      report({ field, template, problem, placeholder: unknown ?? '', known: placeholders, suggestion }, place);
    }
  }
});

function problemOf(template: string): 'empty' | 'brace' | 'character' | undefined {
  if (template === '') return 'empty';
  const rest = fillPlaceholders(template, nothing);
  if (/[{}]/.test(rest)) return 'brace';
  return /[\p{Cc}\p{Zs}\p{Cs}]/u.test(rest) ? 'character' : undefined;
}

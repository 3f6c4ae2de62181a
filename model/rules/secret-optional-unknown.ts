import { placeUnder } from '../origin';
import { boundedSuggest } from './facts/suggestions';
import { rule } from './rule';

/** Reports names listed as optional Secrets of the store that are none. */
export const secretOptionalUnknown = rule('secret-optional-unknown', ({ platform: { secretProvider, secrets, sources } }, report) => {
  if (secretProvider.provider !== 'external-secrets') return;
  const withOptional = secrets.filter(({ keys }) => keys.some(({ optional }) => optional)).map(({ name }) => name);
  const known = new Set(withOptional);
  const suggest = boundedSuggest(withOptional);
  for (const [index, name] of secretProvider.optional.entries()) {
    if (!known.has(name)) report({ name, suggestion: suggest(name) }, placeUnder(sources.overlay, 'secrets', 'optional', index));
  }
});

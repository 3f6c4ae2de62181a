import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports development Secrets that are derived from nothing. */
export const secretsSeedEmpty = rule('secrets-seed-empty', ({ platform }, report) => {
  const { secretProvider, sources } = platform;
  if (secretProvider.provider === 'development' && secretProvider.seed.trim() === '')
    report({}, placeUnder(sources.overlay, 'secrets', 'seed'));
});

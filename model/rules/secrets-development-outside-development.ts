import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports development Secrets in an environment that is not marked as one to develop in. */
export const secretsDevelopmentOutsideDevelopment = rule('secrets-development-outside-development', ({ platform }, report) => {
  const { secretProvider, development, environment, sources } = platform;
  if (secretProvider.provider === 'development' && !development)
    report({ environment }, placeUnder(sources.overlay, 'secrets', 'provider'));
});

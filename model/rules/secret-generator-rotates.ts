import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports generated passwords that would be made anew under a database that knows the old one. */
export const secretGeneratorRotates = rule('secret-generator-rotates', ({ platform: { secretProvider, sources } }, report) => {
  if (secretProvider.provider !== 'external-secrets') return;
  const { passwords, refreshPolicy } = secretProvider;
  if (passwords === 'generator' && refreshPolicy !== 'CreatedOnce')
    report({ refreshPolicy }, placeUnder(sources.overlay, 'secrets', 'refreshPolicy'));
});

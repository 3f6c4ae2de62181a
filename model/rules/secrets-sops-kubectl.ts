import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports encrypted files in kubectl delivery, where nobody decrypts them. */
export const secretsSopsKubectl = rule('secrets-sops-kubectl', ({ platform: { secretProvider, delivery, sources } }, report) => {
  if (secretProvider.provider === 'sops' && delivery === 'kubectl') report({}, placeUnder(sources.overlay, 'secrets', 'provider'));
});

import { isDnsSubdomain } from '../../formats';
import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports stores whose names Kubernetes would refuse. */
export const secretStoreInvalid = rule('secret-store-invalid', ({ platform: { secretProvider, sources } }, report) => {
  if (secretProvider.provider !== 'external-secrets' || isDnsSubdomain(secretProvider.store.name)) return;
  report({ name: secretProvider.store.name }, placeUnder(sources.overlay, 'secrets', 'store', 'name'));
});

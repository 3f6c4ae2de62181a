import { isDnsLabel } from '../../formats';
import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports a namespace that Kubernetes would refuse. One that is the product's name is reported with that. */
export const namespaceInvalid = rule('namespace-invalid', ({ platform }, report) => {
  const { namespace, product, sources } = platform;
  if (namespace !== product && !isDnsLabel(namespace)) report({ namespace }, placeUnder(sources.overlay, 'namespace'));
});

import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports a namespace that belongs to the cluster: `default`, and what starts with `kube-`. */
export const namespaceReserved = rule('namespace-reserved', ({ platform }, report) => {
  const { namespace, product, sources } = platform;
  if (namespace !== 'default' && !namespace.startsWith('kube-')) return;
  report({ namespace }, namespace === product ? placeUnder(sources.manifest, 'name') : placeUnder(sources.overlay, 'namespace'));
});

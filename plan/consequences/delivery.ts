import type { KubernetesObject } from '../../model';
import { mappingOf } from '../../model/objects/mappings';
import { consequence } from './consequence';

/** Another program applies the manifests: Argo CD, whose annotations they have from now on, or kubectl, for which they have none. */
export const deliverySwitches = consequence('plan-delivery-switches', 'applies', ({ pairs, platform, blueprint }, report) => {
  const toArgo = platform.delivery === 'argocd';
  const was = pairs.some(({ before }) => isForArgo(before));
  const [switched] = pairs.filter(({ before, now }) => isForArgo(before) !== isForArgo(now));
  if (switched === undefined || was === toArgo) return;
  // The namespace stands for all that is in it.
  const object = pairs.find(({ now }) => now.kind === 'Namespace')?.now ?? switched.now;
  const applications = blueprint.argo === undefined ? 'none' : platform.argo?.automated === true ? 'automated' : 'manual';
  report(object, { to: platform.delivery, applications });
});

/** Whether an object has an annotation that only a manifest for Argo CD has. */
function isForArgo({ metadata }: KubernetesObject): boolean {
  return Object.keys(mappingOf(metadata['annotations'])).some((name) => /^argocd\.argoproj\.io\/(?:sync-|hook)/.test(name));
}

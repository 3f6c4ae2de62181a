import type { KubernetesObject } from '../model';
import { listOf, mappingOf, textOf } from '../model/objects/mappings';
import type { Comparison } from './comparison';
import { ownerOf } from './objects';

/** Who applies manifests, and deletes nothing of what is gone from them. */
export type Leaver = 'kubectl' | 'argocd';

/**
 * Tells what an apply leaves of the objects that are gone. kubectl leaves all. Argo CD prunes, but for services that have an Application of their own: it goes with the service, and outside development
 * an Application that is deleted leaves what it has applied.
 * @returns by whom an object is left; undefined if it is deleted
 */
export function leaverOf({
  platform,
  blueprint,
}: Pick<Comparison, 'platform' | 'blueprint'>): (object: KubernetesObject) => Leaver | undefined {
  if (platform.delivery === 'kubectl') return () => 'kubectl';
  const { argo } = blueprint;
  if (argo === undefined || argo.cascades || platform.argo?.applications !== 'service') return () => undefined;
  const carried = new Set(argo.applications.flatMap(({ carries, files }) => (carries === 'service' ? (files ?? []) : [])));
  return (object) => {
    const { name } = ownerOf(object);
    return name !== undefined && isOfService(object, platform.product) && !carried.has(`${name}.k8s.yaml`) ? 'argocd' : undefined;
  };
}

/** Whether an object was one of a service's own, by its labels: what services share has the product's name, and servers and tools have no layer. */
function isOfService(object: KubernetesObject, product: string): boolean {
  const labels = mappingOf(object.metadata['labels']);
  if (textOf(labels['cadastre.dev/layer']) !== undefined) return true;
  const leads = listOf(mappingOf(object['spec'])['rules']).length > 0;
  return leads && ownerOf(object).name !== product;
}

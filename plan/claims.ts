import type { KubernetesObject } from '../model';
import { listOf } from '../model/objects/mappings';
import { titleOf, valueAt } from './objects';
import { placeOfField } from './places';
import { planRule } from './rule';

/** Reports StatefulSets that delete volumes: with pods that go by this change, or with the next ones. */
export const upgradeClaimsDeleted = planRule('upgrade-claims-deleted', (comparison, report) => {
  for (const { before, now } of comparison.pairs) {
    if (now.kind !== 'StatefulSet' || listOf(valueAt(now, 'spec.volumeClaimTemplates')).length === 0) continue;
    const pods = replicasOf(before) - replicasOf(now);
    const places = placeOfField(comparison, now, { service: ['volumes'], server: 'storage' });
    if (pods > 0 && deletes(now, 'whenScaled')) {
      report({ object: titleOf(now), when: 'whenScaled', pods }, places);
      continue;
    }
    const when = (['whenScaled', 'whenDeleted'] as const).find((field) => deletes(now, field) && !deletes(before, field));
    if (when !== undefined) report({ object: titleOf(now), when, pods: 0 }, places);
  }
});

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention */
function deletes(object: KubernetesObject, field: 'whenScaled' | 'whenDeleted'): boolean {
  return valueAt(object, `spec.persistentVolumeClaimRetentionPolicy.${field}`) === 'Delete';
}

/** How many pods a StatefulSet has; one if an autoscaler counts. */
function replicasOf(object: KubernetesObject): number {
  const replicas = valueAt(object, 'spec.replicas');
  return typeof replicas === 'number' ? replicas : 1;
}

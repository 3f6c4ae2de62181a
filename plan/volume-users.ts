import type { KubernetesObject } from '../model';
import { listOf, mappingOf, textOf } from '../model/objects/mappings';
import { podIn } from '../model/objects/pod';
import { sameValue, titleOf, valueAt } from './objects';
import { placeOfField, serverOf } from './places';
import { planRule } from './rule';
import { userIn } from './server-images';

/**
 * Reports workloads with volumes whose files belong to another user than their program runs as. If the group changes too, the kubelet hands the files over to the new one.
 * A server in the cluster has a finding of its own.
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
 */
export const upgradeVolumeUser = planRule('upgrade-volume-user', (comparison, report) => {
  for (const { before, now } of comparison.pairs) {
    const [from, to] = [userIn(before), userIn(now)];
    if (from === undefined || to === undefined || from === to || serverOf(comparison, now) !== undefined) continue;
    const volumes = volumesOf(now).filter((volume) => volumesOf(before).includes(volume));
    if (volumes.length === 0 || !sameValue(groupOf(before), groupOf(now))) continue;
    report({ object: titleOf(before), volumes, from, to }, placeOfField(comparison, now, { service: ['user'] }));
  }
});

function groupOf(object: KubernetesObject): unknown {
  return valueAt(podIn(object)?.spec, 'securityContext.fsGroup');
}

/** The volumes of a workload that outlast its pods, by name. */
function volumesOf(object: KubernetesObject): string[] {
  const claims = listOf(valueAt(object, 'spec.volumeClaimTemplates')).map((template) => textOf(valueAt(template, 'metadata.name')));
  const mounted = listOf(podIn(object)?.spec['volumes']).map(mappingOf);
  return [
    ...claims,
    ...mounted.map(({ name, persistentVolumeClaim }) => (persistentVolumeClaim === undefined ? undefined : textOf(name))),
  ].filter((name) => name !== undefined);
}

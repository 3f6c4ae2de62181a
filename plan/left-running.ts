import type { KubernetesObject, Service } from '../model';
import { textOf } from '../model/objects/mappings';
import { groupKind } from '../model/objects/pod';
import { placeOf } from '../model/origin';
import { type Comparison, runningKinds } from './comparison';
import { leaverOf } from './left-by-delivery';
import { ownerOf, titleOf } from './objects';
import { placeOfGone, serviceOf } from './places';
import { planRule } from './rule';
import { keepsData } from './volumes';

/** The kinds of services of which two pods at once do harm. */
const kindsOfOne: ReadonlySet<Service['kind']> = new Set(['cron', 'stateful']);

/**
 * Reports what runs on after an apply by kubectl, which deletes nothing, or with an Application that is gone. Argo CD prunes the rest. Jobs end by themselves. What keeps data has a finding of its own, upgrade-volume-left: nobody is
 * told to delete a server before its data is brought over.
 */
export const upgradeLeftRunning = planRule('upgrade-left-running', (comparison, report) => {
  const { platform, gone } = comparison;
  const leaver = leaverOf(comparison);
  const groups = new Map<string, [KubernetesObject, ...KubernetesObject[]]>();
  for (const object of gone) {
    if (!isRunning(object) || keepsData(object) || leaver(object) === undefined) continue;
    const group = groupOf(comparison, object);
    const others = groups.get(group);
    if (others === undefined) groups.set(group, [object]);
    else others.push(object);
  }
  for (const objects of groups.values()) {
    const [first] = objects;
    const namespace = namespaceOf(first);
    const args = {
      object: titleOf(first),
      objects: objects.map(titleOf).sort(),
      namespace,
      by: leaver(first) ?? 'kubectl',
      before: objects.some((object) => isOne(comparison, object)),
    };
    const kindOnly = runningKinds.some((kind) => comparison.nowAs(kind, first) !== undefined);
    report(
      args,
      namespace === platform.namespace ? placeOfGone(comparison, first, kindOnly ? 'kind' : 'hostname') : placeOf(platform, 'namespace'),
    );
  }
});

function isRunning(object: KubernetesObject): boolean {
  return runningKinds.includes(object.kind) && ['apps', 'batch'].some((group) => groupKind(object) === `${group}/${object.kind}`);
}

/** What belongs to one service is one finding, and so is all that another namespace leaves behind. */
function groupOf({ platform }: Comparison, object: KubernetesObject): string {
  const namespace = namespaceOf(object);
  return namespace === platform.namespace ? `${namespace}/${ownerOf(object).name ?? titleOf(object)}` : namespace;
}

function namespaceOf({ metadata }: KubernetesObject): string {
  return textOf(metadata['namespace']) ?? '';
}

/** Whether two of it must not run at once: under its old name and under the new one. */
function isOne(comparison: Comparison, object: KubernetesObject): boolean {
  const service = serviceOf(comparison, object);
  return service !== undefined && (service.singleton || kindsOfOne.has(service.kind));
}

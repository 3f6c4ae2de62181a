import type { KubernetesObject } from '../model';
import { groupKind } from '../model/objects/pod';
import { titleOf } from './objects';
import { planRule } from './rule';

/**
 * Reports kinds of which the tree has no object any more, where the AppProject allows what the tree has. Argo CD sees no object of a kind that its project does not allow: once the new project is
 * applied, it prunes none.
 */
export const upgradeProjectNarrowed = planRule('upgrade-project-narrowed', ({ platform, blueprint, gone, now }, report) => {
  const { argo } = platform;
  if (argo === undefined || (blueprint.argo?.projects ?? []).length === 0) return;
  const kinds = new Set(now.map(groupKind));
  const last = new Map<string, KubernetesObject>();
  for (const object of gone) if (!kinds.has(groupKind(object))) last.set(groupKind(object), last.get(groupKind(object)) ?? object);
  for (const object of last.values()) report({ object: titleOf(object), kind: object.kind }, argo.place);
});

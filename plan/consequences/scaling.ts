import type { KubernetesObject } from '../../model';
import { mappingOf, textOf } from '../../model/objects/mappings';
import { sameValue, titleOf, valueAt } from '../objects';
import { consequence } from './consequence';

const counted: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet']);

/** Fewer pods than before. */
export const capacityFalls = consequence('plan-capacity-falls', 'interrupts', ({ pairs }, report) => {
  for (const { before, now } of pairs) {
    const field = counted.has(now.kind) ? 'spec.replicas' : now.kind === 'HorizontalPodAutoscaler' ? 'spec.minReplicas' : undefined;
    if (field === undefined) continue;
    const [from, to] = [valueAt(before, field), valueAt(now, field)];
    if (typeof from === 'number' && typeof to === 'number' && to < from) report(now, { from: String(from), to: String(to) });
  }
});

/** An autoscaler takes over a number that kubectl takes out of the object. */
export const replicasReleased = consequence('plan-replicas-released', 'interrupts', ({ pairs, platform }, report) => {
  if (platform.delivery !== 'kubectl') return;
  for (const { before, now } of pairs) {
    const [from, to] = [valueAt(before, 'spec.replicas'), valueAt(now, 'spec.replicas')];
    if (counted.has(now.kind) && typeof from === 'number' && from > 1 && to === undefined) report(now, { replicas: String(from) });
  }
});

/** A budget that needs every pod. */
export const drainBlocked = consequence('plan-drain-blocked', 'interrupts', ({ pairs, now: all }, report) => {
  const changed = new Set(pairs.map(({ now }) => now));
  const workloads = new Map<string, KubernetesObject[]>();
  for (const object of all) {
    if (!counted.has(object.kind)) continue;
    const name = nameIn(valueAt(object, 'spec.template.metadata.labels'));
    workloads.set(name, [...(workloads.get(name) ?? []), object]);
  }
  for (const budget of all) {
    if (budget.kind !== 'PodDisruptionBudget') continue;
    const workload = workloads.get(nameIn(valueAt(budget, 'spec.selector.matchLabels')))?.find((object) => selects(budget, object));
    if (workload === undefined || !(changed.has(budget) || changed.has(workload))) continue;
    const replicas = valueAt(workload, 'spec.replicas');
    const needed = valueAt(budget, 'spec.minAvailable');
    const isAll =
      needed === '100%' ||
      valueAt(budget, 'spec.maxUnavailable') === 0 ||
      (typeof needed === 'number' && typeof replicas === 'number' && needed >= replicas);
    if (isAll) report(changed.has(budget) ? budget : workload, { budget: titleOf(budget), workload: titleOf(workload) });
  }
});

/** The label by which workloads of ours are told apart. */
function nameIn(labels: unknown): string {
  return textOf(mappingOf(labels)['app.kubernetes.io/name']) ?? '';
}

function selects(budget: KubernetesObject, workload: KubernetesObject): boolean {
  const wanted = mappingOf(valueAt(budget, 'spec.selector.matchLabels'));
  const labels = mappingOf(valueAt(workload, 'spec.template.metadata.labels'));
  return (
    sameValue(textOf(budget.metadata['namespace']), textOf(workload.metadata['namespace'])) &&
    Object.keys(wanted).length > 0 &&
    Object.entries(wanted).every(([key, value]) => labels[key] === value)
  );
}

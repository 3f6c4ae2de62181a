import type { KubernetesObject } from '../../model';
import { mappingOf, textOf } from '../../model/objects/mappings';
import { sameValue, titleOf, valueAt } from '../objects';
import { consequence } from './consequence';

const counted: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet']);

/** The fields by which a kind says between what it keeps the number of pods of another object, with what goes without saying. */
const scalers: ReadonlyMap<string, { readonly least: readonly [string, number]; readonly most: readonly [string, number] }> = new Map([
  ['HorizontalPodAutoscaler', { least: ['spec.minReplicas', 1], most: ['spec.maxReplicas', 1] }],
  // KEDA: https://keda.sh/docs/latest/reference/scaledobject-spec/
  ['ScaledObject', { least: ['spec.minReplicaCount', 0], most: ['spec.maxReplicaCount', 100] }],
]);

/** How many pods a workload has, or between what an autoscaler keeps their number. */
interface Amount {
  readonly least: number;
  readonly most: number;
}

/** Fewer pods than before: by the number of the workload or those of its autoscaler, or because one comes or goes. */
export const capacityFalls = consequence('plan-capacity-falls', 'interrupts', ({ pairs, was: old, now }, report) => {
  const was = amountsIn(old);
  const is = amountsIn(now);
  const told = new Set<string>();
  // An autoscaler that changes tells it itself; of one that comes or goes its workload does.
  const changed = pairs.map((pair) => pair.now);
  for (const object of [...changed.filter(({ kind }) => scalers.has(kind)), ...changed.filter(({ kind }) => counted.has(kind))]) {
    const target = targetOf(object);
    const [from, to] = [was.get(target), is.get(target)];
    if (from === undefined || to === undefined || told.has(target)) continue;
    told.add(target);
    if (to.least < from.least || to.most < from.most) report(object, { from: amountText(from), to: amountText(to) });
  }
});

/** How many pods workloads have, by themselves or by what counts them; those of which nothing says it are left out. */
function amountsIn(objects: readonly KubernetesObject[]): Map<string, Amount> {
  const amounts = new Map<string, Amount>();
  for (const object of objects) {
    const fields = scalers.get(object.kind);
    const replicas = valueAt(object, 'spec.replicas');
    const numberAt = ([field, usual]: readonly [string, number]): number => {
      const value = valueAt(object, field);
      return typeof value === 'number' ? value : usual;
    };
    if (fields !== undefined) amounts.set(targetOf(object), { least: numberAt(fields.least), most: numberAt(fields.most) });
    else if (counted.has(object.kind) && typeof replicas === 'number' && !amounts.has(targetOf(object)))
      amounts.set(targetOf(object), { least: replicas, most: replicas });
  }
  return amounts;
}

/** The workload that an object is, or whose pods it counts. */
function targetOf(object: KubernetesObject): string {
  const { kind = 'Deployment', name } = mappingOf(valueAt(object, 'spec.scaleTargetRef'));
  const namespace = textOf(object.metadata['namespace']) ?? '';
  return scalers.has(object.kind) ? `${namespace} ${String(kind)}/${String(name)}` : `${namespace} ${titleOf(object)}`;
}

function amountText({ least, most }: Amount): string {
  return least === most ? String(least) : `${least} to ${most}`;
}

/** An autoscaler takes over a number that an apply takes out of the object, and nobody else has set. */
export const replicasReleased = consequence('plan-replicas-released', 'interrupts', ({ pairs, platform: { delivery } }, report) => {
  for (const { before, now } of pairs) {
    const [from, to] = [valueAt(before, 'spec.replicas'), valueAt(now, 'spec.replicas')];
    if (!counted.has(now.kind) || typeof from !== 'number' || from <= 1 || to !== undefined) continue;
    report(now, { replicas: String(from), namespace: textOf(now.metadata['namespace']) ?? '', delivery });
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

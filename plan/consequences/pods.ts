import type { KubernetesObject } from '../../model';
import { listOf, type Mapping, mappingOf, textOf } from '../../model/objects/mappings';
import type { Comparison, Pair } from '../comparison';
import { podSpecIn, valueAt } from '../objects';
import { consequence } from './consequence';
import { compareTags } from '../../model/backing/image-version';
import { parseImageReference, parseQuantity } from '../../formats';

const rolling: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/** What of a pod template differs, by the last words of its paths. Empty if the pods stay. */
function templateChanges({ changesOf }: Comparison, pair: Pair): string[] {
  if (!rolling.has(pair.now.kind)) return [];
  return changesOf(pair).flatMap(({ path }) => (path.startsWith('spec.template.') ? [path.slice('spec.template.'.length)] : []));
}

/** Replaces pods of which others answer meanwhile. */
export const podsRestart = consequence('plan-pods-restart', 'restarts', (comparison, report) => {
  for (const { pair, fields, rollout } of replaced(comparison))
    if (rollout.why === undefined) report(pair.now, { fields, count: rollout.count, gone: rollout.gone, more: rollout.more });
});

/** Replaces pods of which none answer meanwhile. */
export const podsStop = consequence('plan-pods-stop', 'interrupts', (comparison, report) => {
  for (const { pair, fields, rollout } of replaced(comparison))
    if (rollout.why !== undefined) report(pair.now, { fields, why: rollout.why });
});

function* replaced(comparison: Comparison): Generator<{ pair: Pair; fields: string[]; rollout: Rollout }> {
  for (const pair of comparison.pairs) {
    const fields = templateChanges(comparison, pair);
    if (fields.length > 0) yield { pair, fields, rollout: rolloutOf(pair.now) };
  }
}

/** How the pods of a workload are replaced. */
interface Rollout {
  /** Undefined if an autoscaler counts. */
  readonly count: number | undefined;
  /** How many fewer are ready meanwhile, and how many more run. */
  readonly gone: string;
  readonly more: string;
  /** Why nobody answers meanwhile; undefined if others do. */
  readonly why: 'recreate' | 'one' | 'unavailable' | undefined;
}

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy */
function rolloutOf(object: KubernetesObject): Rollout {
  const replicas = valueAt(object, 'spec.replicas');
  const count = typeof replicas === 'number' ? replicas : undefined;
  if (object.kind === 'StatefulSet') {
    const pods = count ?? 1;
    return { count: pods, gone: '1', more: '0', why: pods === 1 ? 'one' : undefined };
  }
  const strategy = mappingOf(valueAt(object, 'spec.strategy'));
  if (strategy['type'] === 'Recreate') return { count, gone: 'all', more: '0', why: 'recreate' };
  const { maxUnavailable = '25%', maxSurge = '25%' } = mappingOf(strategy['rollingUpdate']);
  const unavailable = share(maxUnavailable, count, Math.floor);
  const surge = share(maxSurge, count, Math.ceil);
  const isAll = count !== undefined && typeof unavailable === 'number' && unavailable >= Math.max(count, 1);
  return { count, gone: String(unavailable), more: String(surge), why: isAll ? 'unavailable' : undefined };
}

function share(value: unknown, count: number | undefined, round: (number: number) => number): number | string {
  if (typeof value === 'number') return value;
  const percent = /^(\d{1,3})%$/.exec(textOf(value) ?? '')?.[1];
  if (percent === undefined || count === undefined) return textOf(value) ?? '25%';
  return round((count * Number(percent)) / 100);
}

/** Lowers a limit by more than a quarter. */
export const limitsFall = consequence('plan-limits-fall', 'interrupts', ({ pairs }, report) => {
  for (const { before, now } of pairs) {
    const old = new Map(containersOf(before).map((container) => [container['name'], container]));
    for (const container of containersOf(now)) {
      const [was, is] = [old.get(container['name']), container].map((one) => mappingOf(mappingOf(one?.['resources'])['limits']));
      for (const resource of ['cpu', 'memory'] as const) {
        const [from, to] = [was?.[resource], is?.[resource]].map((amount) =>
          typeof amount === 'string' || typeof amount === 'number' ? String(amount) : undefined,
        );
        if (from === undefined || to === undefined) continue;
        const [larger, smaller] = [parseQuantity(from), parseQuantity(to)];
        if (larger !== undefined && smaller !== undefined && smaller < larger * 0.75)
          report(now, { container: String(container['name']), resource, from, to });
      }
    }
  }
});

/** Takes an image back to an older version, by tags that are versions. */
export const imageBack = consequence('plan-image-back', 'interrupts', ({ pairs }, report) => {
  for (const { before, now } of pairs) {
    if (now.kind === 'Job') continue;
    const old = new Map(containersOf(before).map((container) => [container['name'], textOf(container['image'])]));
    for (const { name, image } of containersOf(now)) {
      const [was, is] = [old.get(name), textOf(image)].map((reference) => parseImageReference(reference ?? ''));
      const [from, to] = [was?.tag, is?.tag];
      if (from === undefined || to === undefined || was?.repository !== is?.repository) continue;
      if ((compareTags(to, from) ?? 0) < 0) report(now, { container: String(name), from, to });
    }
  }
});

/** A container whose image was pinned by its digest, and is not any more. */
export const imageUnpinned = consequence('plan-image-unpinned', 'restarts', ({ pairs }, report) => {
  for (const { before, now } of pairs) {
    const old = new Map(containersOf(before).map((container) => [container['name'], textOf(container['image']) ?? '']));
    for (const { name, image } of containersOf(now)) {
      const was = old.get(name) ?? '';
      if (was.includes('@sha256:') && !(textOf(image) ?? '').includes('@'))
        report(now, { container: String(name), image: textOf(image) ?? 'none' });
    }
  }
});

function containersOf(object: KubernetesObject): Mapping[] {
  return listOf(podSpecIn(object)['containers']).map(mappingOf);
}

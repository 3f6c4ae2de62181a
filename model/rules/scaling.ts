import type { Place } from '../../diagnostics';
import { parseQuantity } from '../../formats';
import { placeOf, settersOf } from '../origin';
import { type Autoscaling, pathOf, type Quota } from '../platform';
import { countedAmount, formatAmount, type PeakPods, type PodAmount, podsAtPeak } from './facts/peak';
import { type AreaRules, rule } from './rule';

/** One amount of a quota. */
interface QuotaAmount {
  readonly field: PodAmount;
  /** Below the quota's place. */
  readonly path: readonly [string, string];
  readonly quantity: string;
}

/** The amounts that a quota bounds. */
function quotaAmounts(quota: Quota): QuotaAmount[] {
  return (['requests', 'limits'] as const).flatMap((kind) =>
    (['cpu', 'memory'] as const).flatMap((resource) => {
      const quantity = quota[kind][resource];
      return quantity === undefined ? [] : [{ field: `${kind}.${resource}`, path: [kind, resource], quantity } satisfies QuotaAmount];
    }),
  );
}

/** The largest number that the Kubernetes API takes here. */
const mostPods = 2 ** 31 - 1;

/** Reports autoscaling between numbers that are none, and autoscaling by a part of no CPU at all. */
const autoscalingInvalid = rule('autoscaling-invalid', ({ platform }, report) => {
  for (const { key, autoscaling, declaredAutoscaling, resources } of platform.services) {
    if (declaredAutoscaling === undefined) continue;
    for (const { field, reason } of wrongFields(declaredAutoscaling)) {
      const related =
        reason === 'range'
          ? [{ label: '`minReplicas` is set at', place: placeOf(platform, 'services', key, 'autoscaling', 'minReplicas') }]
          : [];
      const { [field]: value, minReplicas } = declaredAutoscaling;
      report({ service: key, field, value, minReplicas, reason }, placeOf(platform, 'services', key, 'autoscaling', field), { related });
    }
    const { cpu } = resources.requests;
    if (autoscaling === undefined || (cpu !== undefined && parseQuantity(cpu) !== 0)) continue;
    const related = [{ label: 'autoscaling is declared at', place: placeOf(platform, 'services', key, 'autoscaling') }];
    report(
      { service: key, field: 'requests.cpu', value: 0, minReplicas: 0, reason: 'request' },
      placeOf(platform, 'services', key, 'resources', 'requests', 'cpu'),
      {
        related,
      },
    );
  }
});

interface WrongField {
  readonly field: 'minReplicas' | 'maxReplicas' | 'cpuUtilization';
  readonly reason: 'number' | 'range' | 'percent';
}

function wrongFields({ cpuUtilization, maxReplicas, minReplicas }: Autoscaling): WrongField[] {
  const wrong: WrongField[] = [];
  if (!isNumberOfPods(minReplicas)) wrong.push({ field: 'minReplicas', reason: 'number' });
  if (!isNumberOfPods(maxReplicas)) wrong.push({ field: 'maxReplicas', reason: 'number' });
  else if (isNumberOfPods(minReplicas) && maxReplicas < minReplicas) wrong.push({ field: 'maxReplicas', reason: 'range' });
  if (!Number.isInteger(cpuUtilization) || cpuUtilization < 1 || cpuUtilization > 100)
    wrong.push({ field: 'cpuUtilization', reason: 'percent' });
  return wrong;
}

function isNumberOfPods(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= mostPods;
}

/** Reports a fixed number of replicas beside autoscaling in the same layer. */
const autoscalingReplicas = rule('autoscaling-replicas', ({ platform }, report) => {
  for (const { key, declaredAutoscaling } of platform.services) {
    if (declaredAutoscaling === undefined) continue;
    const fixed = settersOf(platform, 'services', key, 'replicas');
    for (const autoscaling of settersOf(platform, 'services', key, 'autoscaling')) {
      const replicas = fixed.find((place) => isBeside(place, autoscaling));
      if (replicas !== undefined)
        report({ service: key }, replicas, { related: [{ label: 'autoscaling is declared at', place: autoscaling }] });
    }
  }
});

/** Whether two fields stand in the same part of a file. */
function isBeside(a: Place, b: Place): boolean {
  return a.file === b.file && a.path.length === b.path.length && a.path.slice(0, -1).every((segment, index) => segment === b.path[index]);
}

/** Reports autoscaling of singletons. */
const autoscalingSingleton = rule('autoscaling-singleton', ({ platform }, report) => {
  for (const { key, declaredAutoscaling, singleton } of platform.services) {
    if (!singleton || declaredAutoscaling === undefined) continue;
    report({ service: key }, placeOf(platform, 'services', key, 'autoscaling'), {
      related: [{ label: 'declared a singleton at', place: placeOf(platform, 'services', key, 'singleton') }],
    });
  }
});

/** How many rows of a sum are written out. */
const shownRows = 12;

interface Sum {
  readonly field: string;
  readonly path: readonly string[];
  readonly available: number;
  readonly each: (pods: PeakPods) => number;
  readonly format: (amount: number) => string;
}

/** Reports pods that together may need more than the namespace's quota. */
const quotaExceeded = rule('quota-exceeded', ({ platform, blueprint }, report) => {
  const { quota } = platform;
  if (quota === undefined) return;
  const pods = podsAtPeak(blueprint).filter(({ count }) => count > 0);
  const sums: Sum[] = quotaAmounts(quota).map(({ field, path, quantity }) => ({
    field,
    path,
    available: bound(countedAmount(field, quantity)),
    each: ({ of }) => of[field],
    format: (amount) => formatAmount(field, amount),
  }));
  if (quota.pods !== undefined) sums.push({ field: 'pods', path: ['pods'], available: bound(quota.pods), each: () => 1, format: String });

  for (const [name, amount] of Object.entries(quota.extendedResources)) {
    const each = ({ devices }: PeakPods): number => (Object.hasOwn(devices, name) ? devices[name] : undefined) ?? 0;
    sums.push({ field: `requests.${name}`, path: ['extendedResources', name], available: bound(amount), each, format: String });
  }

  for (const { field, path, available, each, format } of sums) {
    const total = (of: PeakPods): number => of.count * each(of);
    const needed = pods.reduce((sum, of) => sum + total(of), 0);
    if (!(needed > available)) continue;
    const rows = pods.filter((of) => total(of) > 0).sort((a, b) => total(b) - total(a));
    const rest = rows.slice(shownRows);
    report(
      {
        field,
        needed: format(needed),
        available: format(available),
        rows: rows
          .slice(0, shownRows)
          .map((of) => ({ name: of.name, kind: of.kind, pods: of.count, each: format(each(of)), total: format(total(of)) })),
        more: { rows: rest.length, total: format(rest.reduce((sum, of) => sum + total(of), 0)) },
      },
      placeOf(platform, 'quota', ...path),
    );
  }
});

/** The bound of a sum. A text that is no amount, which is reported as such, bounds nothing. */
function bound(amount: number | undefined): number {
  return amount !== undefined && amount >= 1 ? amount : Number.POSITIVE_INFINITY;
}

/** Reports containers without a CPU limit in a namespace whose quota adds the limits up. */
const quotaLimitMissing = rule('quota-limit-missing', ({ endpoints, platform }, report) => {
  const { quota, services } = platform;
  if (quota?.limits.cpu === undefined) return;
  const related = [{ label: 'the quota counts CPU limits at', place: placeOf(platform, 'quota', 'limits', 'cpu') }];
  for (const { key, resources } of services) {
    if (resources.limits.cpu === undefined)
      report({ name: key }, placeOf(platform, 'services', key, 'resources', 'limits', 'cpu'), { related });
  }
  for (const server of endpoints) {
    const { kind, inCluster } = server;
    if (inCluster !== undefined && inCluster.resources.limits.cpu === undefined) {
      report({ name: kind }, placeOf(platform, ...pathOf(server), 'resources', 'limits', 'cpu'), { related });
    }
  }
});

/** The rules about scaling. */
export const scalingRules: AreaRules<'scaling'> = [
  autoscalingInvalid,
  autoscalingReplicas,
  autoscalingSingleton,
  quotaExceeded,
  quotaLimitMissing,
];

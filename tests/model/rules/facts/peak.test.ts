import { withBlueprint } from '../../../../model';
import { countedAmount, formatAmount, type PodAmount, podsAtPeak } from '../../../../model/rules/facts/peak';
import type { ManifestObject } from '../../../../output';
import { goldenPlatforms } from '../../../fixtures/golden/platforms';
import { type ContainerSpec, podOf } from '../../../support/containers';
import { ownObjectsOf, platformOf } from '../../../support/platform';

const fields: readonly PodAmount[] = ['requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'];

/** What the manifests themselves ask for at their peak: a sum by another way than the rule's. */
function peakOf(objects: readonly ManifestObject[]): Record<string, number> {
  const sums: Record<string, number> = { pods: 0 };
  for (const object of objects) {
    const pod = podOf(object);
    if (pod === undefined || isOfDeletion(object)) continue;
    const count = podsOf(object, objects);
    sums['pods'] = (sums['pods'] ?? 0) + count;
    for (const field of fields) {
      const amounts = (containers: readonly ContainerSpec[] = []): number[] => containers.map((container) => amountOf(container, field));
      const sumOf = (containers: readonly ContainerSpec[]): number => amounts(containers).reduce((a, b) => a + b, 0);
      const init = pod.spec.initContainers ?? [];
      // At the start of each init container it and the sidecars before it run; afterwards all sidecars and the containers do.
      const states = init.map((container, index) => [...init.slice(0, index).filter(isSidecar), container]);
      const most = Math.max(...[...states, [...init.filter(isSidecar), ...pod.spec.containers]].map(sumOf));
      sums[field] = (sums[field] ?? 0) + count * most;
    }
  }
  return sums;
}

/** Whether a Job runs when all else is taken away, and not beside what a rollout starts. */
function isOfDeletion({ metadata }: ManifestObject): boolean {
  return (metadata['annotations'] as Readonly<Record<string, string>> | undefined)?.['argocd.argoproj.io/hook'] === 'PreDelete';
}

function isSidecar(container: ContainerSpec): boolean {
  return container['restartPolicy'] === 'Always';
}

function podsOf(object: ManifestObject, objects: readonly ManifestObject[]): number {
  if (object.kind === 'Job') return 1;
  const { replicas, strategy } = object['spec'] as unknown as { replicas?: number; strategy?: { rollingUpdate?: { maxSurge: number } } };
  const { concurrencyPolicy } = object['spec'] as unknown as { concurrencyPolicy?: string };
  if (object.kind === 'CronJob') return concurrencyPolicy === 'Forbid' ? 1 : 2;
  const autoscaler = objects.find(({ kind, metadata }) => kind === 'HorizontalPodAutoscaler' && metadata.name === object.metadata.name);
  const most = (autoscaler?.['spec'] as unknown as { maxReplicas: number } | undefined)?.maxReplicas ?? replicas ?? Number.NaN;
  return most + (strategy?.rollingUpdate?.maxSurge ?? 0);
}

function amountOf(container: ContainerSpec, field: PodAmount): number {
  const [kind, resource] = field.split('.') as ['requests' | 'limits', 'cpu' | 'memory'];
  const quantity = (container['resources'] as Record<string, Record<string, string | undefined>>)[kind]?.[resource];
  return countedAmount(field, quantity) ?? 0;
}

test.each(Object.entries(goldenPlatforms))('%s: what is counted is what the manifests ask for', (_, input) => {
  const platform = platformOf(input);
  const sums: Record<string, number> = { pods: 0 };
  for (const { count, of } of podsAtPeak(withBlueprint(platform).blueprint)) {
    sums['pods'] = (sums['pods'] ?? 0) + count;
    for (const field of fields) sums[field] = (sums[field] ?? 0) + count * of[field];
  }
  expect(sums).toEqual(peakOf(ownObjectsOf(platform)));
});

test.each([
  ['0.57', 570],
  ['100u', 1],
  ['-1', undefined],
  ['a', undefined],
])('%s CPU is counted in whole thousandths', (quantity, expected) => {
  expect(countedAmount('limits.cpu', quantity)).toBe(expected);
});

test.each<[PodAmount, number, string]>([
  ['requests.cpu', 1180, '1180m'],
  ['requests.cpu', 3000, '3'],
  ['limits.memory', 3 * 2 ** 30, '3Gi'],
  ['limits.memory', 1000, '1k'],
])('a sum of %s reads %s as %s', (field, amount, expected) => {
  expect(formatAmount(field, amount)).toBe(expected);
});

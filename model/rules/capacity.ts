import { isDnsSubdomain, parseQuantity } from '../../formats';
import { originOf, placeOf, placeUnder } from '../origin';
import type { Amount } from './facts/amounts';
import { type AreaRules, rule } from './rule';

/** The largest number that the Kubernetes API takes here. */
const mostReplicas = 2 ** 31 - 1;

/** Reports numbers of replicas that are not whole, or below zero. */
const replicasInvalid = rule('replicas-invalid', ({ platform }, report) => {
  for (const { key, autoscaling, replicas } of platform.services) {
    // The bounds of an autoscaler are a matter of their own.
    if (autoscaling !== undefined) continue;
    if (!Number.isInteger(replicas) || replicas < 0 || replicas > mostReplicas)
      report({ replicas }, placeOf(platform, 'services', key, 'replicas'));
  }
});

/** Reports singletons of which several pods should run. */
const singletonReplicas = rule('singleton-replicas', ({ platform }, report) => {
  for (const { autoscaling, key, singleton, replicas, place } of platform.services) {
    if (!singleton || autoscaling !== undefined || !(replicas > 1)) continue;
    const related = [{ label: 'declared a singleton at', place: placeUnder(place, 'singleton') }];
    report({ service: key, replicas }, placeOf(platform, 'services', key, 'replicas'), { related });
  }
});

/** Reports amounts of resources that are no quantities, below zero, or a fraction of a byte. */
const resourcesInvalidQuantity = rule('resources-invalid-quantity', ({ amounts }, report) => {
  for (const { requests, limits } of amounts) {
    for (const amount of [requests, limits]) {
      const reason = amount && flawOfAmount(amount);
      if (amount === undefined || reason === undefined) continue;
      report({ field: `${amount.kind}.${amount.resource}`, quantity: amount.quantity, reason }, amount.place);
    }
  }
});

function flawOfAmount({ resource, value }: Amount): string | undefined {
  if (value === undefined) return 'is not a quantity';
  if (value < 0) return 'is below zero';
  return resource !== 'cpu' && !Number.isInteger(value) ? 'is not a whole number of bytes' : undefined;
}

/** Reports requests above the limit of the same resource, at whichever of the two was set later. */
const resourcesRequestOverLimit = rule('resources-request-over-limit', ({ amounts }, report) => {
  for (const { requests, limits } of amounts) {
    if (requests === undefined || limits === undefined || !((requests.value ?? 0) > (limits.value ?? Number.POSITIVE_INFINITY))) continue;
    const [blamed, other] = limits.rank > requests.rank ? [limits, requests] : [requests, limits];
    const label = `the ${other === limits ? 'limit' : 'request'} is ${other.rank === 0 ? 'built in, and could be set at' : 'set at'}`;
    const related = [{ label, place: other.place }];
    report({ resource: requests.resource, request: requests.quantity, limit: limits.quantity }, blamed.place, { related });
  }
});

/** Less than this is no amount of memory or scratch space that anything starts with. */
const leastBytes = 2 ** 20;

/** More cores than a node has. */
const mostCores = 256;

/** Reports amounts that lack their suffix: `256` bytes of memory, `500` whole cores. */
const resourcesImplausible = rule('resources-implausible', ({ amounts }, report) => {
  for (const { requests, limits } of amounts) {
    for (const amount of [requests, limits]) {
      const problem = amount && implausibility(amount);
      if (amount === undefined || problem === undefined) continue;
      report({ field: `${amount.kind}.${amount.resource}`, quantity: amount.quantity, ...problem }, amount.place);
    }
  }
});

function implausibility({ resource, value }: Amount): { readonly reason: string; readonly suggestion: string } | undefined {
  if (value === undefined) return undefined;
  if (resource === 'cpu')
    return value > mostCores ? { reason: `${value} whole cores`, suggestion: value < 64_000 ? `${value}m` : '500m' } : undefined;
  if (value <= 0 || value >= leastBytes || !Number.isInteger(value)) return undefined;
  return { reason: value === 1 ? 'one byte' : `${value} bytes`, suggestion: value <= 8192 ? `${value}Mi` : '256Mi' };
}

/** Less than this leaves Node.js no heap to start with. */
const leastMebibytes = 64;

/** Reports memory limits that no Node.js process starts with. Amounts that lack their suffix are reported as that. */
const memoryTooSmall = rule('memory-too-small', ({ platform }, report) => {
  for (const { key, runtime, resources } of platform.services) {
    if (runtime !== 'node' && runtime !== 'nextjs') continue;
    const { layer, place } = originOf(platform, 'services', key, 'resources', 'limits', 'memory');
    const bytes = layer === 'built-in' ? undefined : parseQuantity(resources.limits.memory);
    if (bytes === undefined || bytes >= leastMebibytes * 2 ** 20 || (bytes !== 0 && bytes < 2 ** 20)) continue;
    report({ memory: resources.limits.memory, runtime, least: `${leastMebibytes}Mi` }, place);
  }
});

/** Reports volumes whose size is no quantity above zero. */
const storageInvalid = rule('storage-invalid', ({ endpoints }, report) => {
  for (const { inCluster, place } of endpoints) {
    if (inCluster === undefined) continue;
    const bytes = parseQuantity(inCluster.storage);
    if (bytes === undefined || bytes <= 0) report({ storage: inCluster.storage }, placeUnder(place, 'storage'));
  }
});

/** Reports texts that cannot be the name of a StorageClass. */
const storageClassInvalid = rule('storage-class-invalid', ({ endpoints }, report) => {
  for (const { inCluster, place } of endpoints) {
    const storageClass = inCluster?.storageClass;
    if (storageClass !== undefined && !isDnsSubdomain(storageClass)) report({ storageClass }, placeUnder(place, 'storageClass'));
  }
});

/** The rules about capacity. */
export const capacityRules: AreaRules<'capacity'> = [
  replicasInvalid,
  singletonReplicas,
  resourcesInvalidQuantity,
  resourcesRequestOverLimit,
  resourcesImplausible,
  memoryTooSmall,
  storageInvalid,
  storageClassInvalid,
];

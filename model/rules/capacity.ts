import { parseQuantity } from '../../formats';
import { originOf, placeOf } from '../origin';
import type { Amount } from './facts/amounts';
import { type AreaRules, rule } from './rule';

/** Reports singletons of which several pods should run. */
const singletonReplicas = rule('singleton-replicas', ({ platform }, report) => {
  for (const { autoscaling, key, singleton, replicas } of platform.services) {
    if (!singleton || autoscaling !== undefined || !(replicas > 1)) continue;
    const related = [{ label: 'declared a singleton at', place: placeOf(platform, 'services', key, 'singleton') }];
    report({ service: key, replicas }, placeOf(platform, 'services', key, 'replicas'), { related });
  }
});

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

/** The rules about capacity. */
export const capacityRules: AreaRules<'capacity'> = [singletonReplicas, resourcesRequestOverLimit, resourcesImplausible, memoryTooSmall];

import { selects } from '../../model/network/policy';
import { readSelector } from '../../model/network/read-selector';
import type { KubernetesObject } from '../../model';
import { listOf, mappingOf, textOf } from '../../model/objects/mappings';
import { workloadPods } from '../network/pods';
import { valueAt } from '../objects';
import { consequence } from './consequence';
import { allowedMore } from './protection';

/** A Kubernetes Service that can be reached from outside of the cluster, and could not, or from more addresses; also a new one for pods that were there. */
export const serviceOpens = consequence('plan-service-opens', 'security', (comparison, report) => {
  const { pairs, now, same } = comparison;
  for (const { before, now: object } of pairs) {
    if (object.kind !== 'Service') continue;
    const [from, to] = [reachOf(before), reachOf(object)];
    if (to.rank > from.rank) report(object, { from: from.text, to: to.text });
    else if (to.rank === from.rank && to.rank > 0) {
      const more = allowedMore(from.allowed, to.allowed);
      if (more.length > 0)
        report(object, { from: `${from.text} from ${from.allowed.flat().join(', ')}`, to: `${to.text} from ${more.join(', ')}` });
    }
  }
  const known = new Set([...same, ...pairs.map((pair) => pair.now)]);
  const fresh = now.filter((object) => object.kind === 'Service' && !known.has(object) && reachOf(object).rank > 0);
  if (fresh.length === 0) return;
  const pods = workloadPods(comparison).flatMap(({ before, now: is }) => (before === undefined || is === undefined ? [] : [is]));
  for (const object of fresh) {
    const labels = mappingOf(valueAt(object, 'spec.selector'));
    const selector = readSelector({ matchLabels: labels });
    const namespace = textOf(object.metadata['namespace']);
    const isOfOld = Object.keys(labels).length > 0 && pods.some((pod) => pod.namespace === namespace && selects(selector, pod.labels));
    if (isOfOld) report(object, { from: 'no such Service', to: reachOf(object).text });
  }
});

/** A Kubernetes Service that could be reached from outside of the cluster, and cannot any more, or by another address. */
export const serviceCloses = consequence('plan-service-closes', 'interrupts', ({ pairs }, report) => {
  for (const { before, now } of pairs) {
    if (now.kind !== 'Service') continue;
    const [from, to] = [reachOf(before), reachOf(now)];
    if (to.rank < from.rank) report(now, { from: from.text, to: to.text });
  }
});

/** From where a Kubernetes Service can be reached: the more, the higher the rank. */
interface ServiceReach {
  readonly rank: number;
  readonly text: string;
  readonly allowed: readonly (readonly string[])[];
}

/** The annotations by which the load balancers of clouds are for the own network alone. */
const internal: ReadonlyMap<string, RegExp> = new Map([
  ['service.beta.kubernetes.io/aws-load-balancer-scheme', /^internal$/],
  ['service.beta.kubernetes.io/aws-load-balancer-internal', /^(?:true|0\.0\.0\.0\/0)$/],
  ['service.beta.kubernetes.io/azure-load-balancer-internal', /^true$/],
  ['networking.gke.io/load-balancer-type', /^Internal$/],
  ['cloud.google.com/load-balancer-type', /^Internal$/],
]);

/** @see https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types */
function reachOf(object: KubernetesObject): ServiceReach {
  const annotations = mappingOf(object.metadata['annotations']);
  const type = textOf(valueAt(object, 'spec.type')) ?? 'ClusterIP';
  const isInternal = [...internal].some(([name, pattern]) => pattern.test(textOf(annotations[name]) ?? ''));
  const external = listOf(valueAt(object, 'spec.externalIPs')).length > 0;
  const ranges = listOf(valueAt(object, 'spec.loadBalancerSourceRanges')).flatMap((block) => textOf(block) ?? []);
  if (type === 'LoadBalancer')
    return {
      rank: isInternal ? 2 : 3,
      text: isInternal ? 'LoadBalancer, internal' : 'LoadBalancer',
      allowed: ranges.length === 0 ? [] : [ranges],
    };
  if (type === 'NodePort') return { rank: 1, text: 'NodePort', allowed: [] };
  return { rank: external ? 1 : 0, text: external ? `${type} with externalIPs` : type, allowed: [] };
}

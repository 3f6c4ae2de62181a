import { type Policy, selects } from '../model/network/policy';
import { type NetworkPod, reachabilityOf } from '../model/network/reach';
import { readPolicies } from '../model/network/read-policies';
import type { Comparison } from './comparison';
import { type Leaver, leaverOf } from './left-by-delivery';
import { podsMadeBy } from './network/pods';
import { titleOf } from './objects';
import { planRule } from './rule';

/** What a policy that is left does to pods: it goes on to let pass what it names, or it closes what nothing closes any more. */
type Effect = 'opens' | 'closes';

/**
 * Reports network policies that kubectl leaves, and that select pods of now: also those of another kind, in whose place there is a NetworkPolicy, or none. What selects pods that are gone does nothing.
 */
export const upgradePolicyLeft = planRule('upgrade-policy-left', (comparison, report) => {
  const { gone, platform } = comparison;
  const leaver = leaverOf(comparison);
  const left = gone.flatMap((object) => {
    const by = leaver(object);
    const policies = by === undefined ? [] : readPolicies(object, platform.namespace);
    return policies.filter(({ namespace }) => namespace === platform.namespace).map((policy) => ({ object, policy, by }));
  });
  if (left.length === 0) return;
  const effectOf = effectFinder(comparison);
  const groups = new Map<Effect, { readonly objects: Set<string>; readonly by: Leaver }>();
  for (const { object, policy, by = 'kubectl' } of left) {
    const effect = effectOf(policy);
    if (effect === undefined) continue;
    const group = groups.get(effect) ?? { objects: new Set(), by };
    groups.set(effect, group);
    group.objects.add(titleOf(object));
  }
  for (const [effect, { objects, by }] of groups) {
    const titles = [...objects].sort();
    report({ object: titles[0] ?? '', objects: titles, namespace: platform.namespace, by, effect }, platform.network.place);
  }
});

/** Tells what a policy that is left does to the pods of now; undefined if it selects none. Asks the pods by one label of the policy. */
function effectFinder({ now, platform }: Comparison): (policy: Policy) => Effect | undefined {
  const { namespace } = platform;
  const pods = now.flatMap((object) => podsMadeBy(object, namespace) ?? []);
  const byLabel = new Map<string, NetworkPod[]>();
  for (const pod of pods)
    for (const [name, value] of Object.entries(pod.labels)) {
      const key = `${name}=${value}`;
      const alike = byLabel.get(key);
      if (alike === undefined) byLabel.set(key, [pod]);
      else alike.push(pod);
    }
  const policies = now.flatMap((object) => readPolicies(object, namespace));
  const reach = reachabilityOf(policies);
  // Under another hostname a service has the same policy, under another name.
  const same = new Set(policies.map(contentOf));
  const outside = { kind: 'address', address: '192.0.2.1' } as const;
  return (policy) => {
    const [first] = Object.entries(policy.selects.labels);
    // It closes pods that no tree knows, too.
    if (first === undefined) return 'closes';
    const selected = (byLabel.get(first.join('=')) ?? []).filter(({ labels }) => selects(policy.selects, labels));
    if (selected.length === 0 || same.has(contentOf(policy))) return undefined;
    const isOpen = selected.some(
      (pod) =>
        (policy.egress !== undefined && !reach(pod, outside, 1, 'TCP').egress.closed) ||
        (policy.ingress !== undefined && !reach(outside, pod, 1, 'TCP').ingress.closed),
    );
    return isOpen ? 'closes' : 'opens';
  };
}

/** What a policy says, whatever it is called. */
function contentOf({ kind, selects: pods, ingress, egress }: Policy): string {
  return JSON.stringify([kind, pods, ingress, egress]);
}

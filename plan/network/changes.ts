import { groupBy } from '../../formats';
import { type Policy, type Selector, selects } from '../../model/network/policy';
import { reachabilityOf } from '../../model/network/reach';
import { readPolicies } from '../../model/network/read-policies';
import { SelectorIndex } from '../../model/network/selector-index';
import type { KubernetesObject } from '../../model';
import type { Comparison } from '../comparison';
import { identityOf, sameValue } from '../objects';
import { type Direction, type Edge, labelsAskedBy } from './edges';
import { type Effect, effectsOn, type FindPeers, type Side, type StayingPods } from './effects';
import { type WorkloadPods, workloadPods } from './pods';

/** What a change of policies, or of the labels of pods, lets pass or cuts. */
export interface NetworkChange {
  readonly effect: Effect['effect'];
  readonly direction: Direction;
  /** The object that does it: one of now, or one of before that is gone. */
  readonly object: KubernetesObject;
  /** Whose pods it is about, by title, in code-unit order. */
  readonly workloads: readonly string[];
  /** What passes and did not, or passed and does not. Empty if the direction as a whole is not closed any more, or is closed now. */
  readonly edges: readonly Edge[];
}

const known = new WeakMap<Comparison, readonly NetworkChange[]>();

/**
 * Judges what pods may send and get by all policies that select them together, before and now. Asked are the pods that a changed policy selects, or has selected, and those that have other labels. Pods of
 * workloads that are new, or gone, open and cut nothing. Made once for each comparison, and near-linear: each policy is asked about by one of its labels.
 */
export function networkChanges(comparison: Comparison): readonly NetworkChange[] {
  const found = known.get(comparison) ?? changesOf(comparison);
  known.set(comparison, found);
  return found;
}

function changesOf(comparison: Comparison): NetworkChange[] {
  const { now, pairs, before, same: stayed, platform } = comparison;
  const objects = new Map<Policy, KubernetesObject>();
  const read = (all: readonly KubernetesObject[]): Policy[] =>
    all.flatMap((object) =>
      readPolicies(object, platform.namespace).map((policy) => {
        objects.set(policy, object);
        return policy;
      }),
    );
  const isSame = new Set(stayed);
  const [same, old, fresh] = [read(stayed), read(before), read(now.filter((object) => !isSame.has(object)))];
  const changed = [...old, ...fresh];
  const workloads = workloadPods(comparison);
  const asked = [...workloads, ...operatedPods(changed, workloads, [...stayed, ...pairs.map((pair) => pair.now)])].filter(stays);
  const relabelled = new Set(asked.filter((one) => !sameValue(one.before.labels, one.now.labels)));
  if (changed.length + relabelled.size === 0) return [];

  const judged = { was: sideOf([...same, ...old]), is: sideOf([...same, ...fresh]), findPeers: peerFinder(workloads) };
  const index = indexOf(changed);
  const current = new Map(pairs.map((pair) => [pair.before, pair.now] as const));
  const isChanged = new Set(changed);
  const effects = asked.flatMap((pods): (Effect & { readonly object: KubernetesObject; readonly workload: string })[] => {
    const isSelected = [pods.before, pods.now].some(({ labels, namespace }) =>
      index.fitting(labels).some((policy) => policy.namespace === namespace),
    );
    if (!isSelected && !relabelled.has(pods)) return [];
    return (['ingress', 'egress'] as const).flatMap((direction) =>
      effectsOn(pods, direction, judged).map((effect) => {
        const object = isChanged.has(effect.policy) ? objects.get(effect.policy) : undefined;
        return { ...effect, workload: pods.title, object: object === undefined ? pods.object : (current.get(object) ?? object) };
      }),
    );
  });
  return grouped(effects);
}

/** One change for each object, effect and direction: as a whole, and by edges. */
function grouped(effects: readonly (Effect & { readonly object: KubernetesObject; readonly workload: string })[]): NetworkChange[] {
  const groups = groupBy(
    effects,
    ({ object, effect, direction, edge }) => `${identityOf(object)} ${effect} ${direction} ${edge === undefined}`,
  );
  return [...groups.values()].map((group) => {
    const [{ effect, direction, object }] = group as [(typeof group)[number]];
    const edges = new Map(
      group.flatMap(({ edge }) => (edge === undefined ? [] : [[JSON.stringify([edge.peer, edge.port]), edge] as const])),
    );
    return { effect, direction, object, workloads: [...new Set(group.map(({ workload }) => workload))].sort(), edges: [...edges.values()] };
  });
}

function stays(pods: WorkloadPods): pods is StayingPods {
  return pods.before !== undefined && pods.now !== undefined;
}

function sideOf(policies: readonly Policy[]): Side {
  return { policies: indexOf(policies), reach: reachabilityOf(policies) };
}

function indexOf(policies: readonly Policy[]): SelectorIndex<Policy> {
  const index = new SelectorIndex<Policy>();
  for (const policy of policies) index.add(policy.selects, policy);
  return index;
}

/**
 * The pods that an operator makes of an object of its own, which stand in no manifest: those that changed policies select and no workload has, by the labels that the policies ask for. They were there if the
 * object was: it has the name that one of the labels says.
 */
function operatedPods(
  policies: readonly Policy[],
  workloads: readonly WorkloadPods[],
  stayed: readonly KubernetesObject[],
): WorkloadPods[] {
  const findPeers = peerFinder(workloads);
  const byName = new Map(
    stayed.filter(({ apiVersion }) => apiVersion.split('/')[0]?.includes('.') === true).map((object) => [object.metadata.name, object]),
  );
  const found = new Map<string, WorkloadPods>();
  for (const { selects: selector, namespace } of policies) {
    const labels = labelsAskedBy(selector);
    const object = Object.values(labels).flatMap((value) => byName.get(value) ?? [])[0];
    if (object === undefined || findPeers(selector, namespace)?.length !== 0) continue;
    const pod = { kind: 'pod', namespace, namespaceLabels: {}, labels, ports: [] } as const;
    found.set(JSON.stringify([namespace, labels]), { title: `${object.kind}/${object.metadata.name}`, object, before: pod, now: pod });
  }
  return [...found.values()];
}

/** How many workloads of one selector are asked one by one. Of more, the words of the policies are compared. */
const mostPeers = 64;

function peerFinder(workloads: readonly WorkloadPods[]): FindPeers {
  const byLabel = new Map<string, Set<WorkloadPods>>();
  for (const workload of workloads)
    for (const [name, value] of [workload.before, workload.now].flatMap((pod) => Object.entries(pod?.labels ?? {}))) {
      const key = `${name}=${value}`;
      byLabel.set(key, (byLabel.get(key) ?? new Set()).add(workload));
    }
  return (selector: Selector, namespace) => {
    const keys = keysOf(selector);
    if (keys === undefined) return undefined;
    const alike = new Set(keys.flatMap((key) => [...(byLabel.get(key) ?? [])]));
    if (alike.size > mostPeers) return undefined;
    return [...alike].filter((workload) =>
      [workload.before, workload.now].some((pod) => pod?.namespace === namespace && selects(selector, pod.labels)),
    );
  };
}

/** Labels of which pods that a selector fits have one; undefined if it asks for none. */
function keysOf({ labels, expressions }: Selector): string[] | undefined {
  const [first] = Object.entries(labels);
  if (first !== undefined) return [first.join('=')];
  const oneOf = expressions.find(({ operator }) => operator === 'In');
  return oneOf?.values.map((value) => `${oneOf.key}=${value}`);
}

import type { Policy, Selector } from '../../model/network/policy';
import { selects } from '../../model/network/policy';
import type { NetworkPod, Reachability } from '../../model/network/reach';
import type { SelectorIndex } from '../../model/network/selector-index';
import { type Direction, type Edge, EdgeSet, edgesOf } from './edges';
import type { WorkloadPods } from './pods';

/** The policies before, or now, by the pods that they select, and what they let pass. */
export interface Side {
  readonly policies: SelectorIndex<Policy>;
  readonly reach: Reachability;
}

/** What pods of one workload may do, or do no more, in one direction. */
export interface Effect {
  readonly effect: 'opens' | 'closes';
  readonly direction: Direction;
  /** The policy that lets pass, or the widest of those that close or have closed. */
  readonly policy: Policy;
  /** Undefined if the direction as a whole is not closed any more, or is closed now. */
  readonly edge: Edge | undefined;
}

/** A workload that was there, and is. */
export type StayingPods = WorkloadPods & { readonly before: NetworkPod; readonly now: NetworkPod };

/** Finds the workloads that a selector fits, before or now: none if it is about pods of others; undefined if they are too many to be asked one by one. */
export type FindPeers = (selector: Selector, namespace: string) => readonly WorkloadPods[] | undefined;

/** What the policies of now, against those of before, mean for the pods of one workload in one direction. */
export function effectsOn(
  pods: StayingPods,
  direction: Direction,
  { was, is, findPeers }: { readonly was: Side; readonly is: Side; readonly findPeers: FindPeers },
): Effect[] {
  const closing = ({ policies }: Side, pod: NetworkPod): Policy[] =>
    policies.fitting(pod.labels).filter((policy) => policy.namespace === pod.namespace && policy[direction] !== undefined);
  const [old, fresh] = [closing(was, pods.before), closing(is, pods.now)];
  const [oldWidest, freshWidest] = [widest(old), widest(fresh)];
  if (oldWidest === undefined || freshWidest === undefined) {
    if (oldWidest !== undefined) return [{ effect: 'opens', direction, policy: oldWidest, edge: undefined }];
    return freshWidest === undefined ? [] : [{ effect: 'closes', direction, policy: freshWidest, edge: undefined }];
  }
  const [before, now] = [old, fresh].map((policies) => policies.flatMap((policy) => edgesOf(policy, direction))) as [Edge[], Edge[]];
  const [hadAll, hasAll] = [new EdgeSet(before), new EdgeSet(now)];
  const tells = (effect: Effect['effect'], edge: Edge): boolean => {
    const peers =
      edge.peer?.kind === 'pods' && edge.peer.namespaces === undefined ? findPeers(edge.peer.pods, pods.now.namespace) : undefined;
    const [lacks, has] = effect === 'opens' ? [was, is] : [is, was];
    return (
      peers === undefined ||
      peers.length === 0 ||
      peers.some((peer) => differs({ effect, direction, edge, pods, peer }, lacks.reach, has.reach))
    );
  };
  return [
    ...now
      .filter((edge) => !hadAll.covers(edge) && tells('opens', edge))
      .map((edge) => ({ effect: 'opens', direction, policy: edge.policy, edge }) as const),
    ...before
      .filter((edge) => !hasAll.covers(edge) && tells('closes', edge))
      .map((edge) => ({ effect: 'closes', direction, policy: edge.policy, edge }) as const),
  ];
}

/** The policy that selects most, as its words tell. */
function widest(policies: readonly Policy[]): Policy | undefined {
  const asks = ({ selects: { labels, expressions } }: Policy): number => Object.keys(labels).length + expressions.length;
  return [...policies].sort((one, other) => asks(one) - asks(other) || (one.name < other.name ? -1 : 1))[0];
}

/** One edge between the pods of two workloads. */
interface Between {
  readonly effect: Effect['effect'];
  readonly direction: Direction;
  readonly edge: Edge;
  readonly pods: StayingPods;
  readonly peer: WorkloadPods;
}

/** Whether a connection by an edge passes on one side and not on the other, both ends taken together: what one lets out, the other may not let in. */
function differs({ effect, direction, edge, pods, peer }: Between, lacks: Reachability, has: Reachability): boolean {
  if (peer.before === undefined || peer.now === undefined) return false;
  const [own, other] = effect === 'opens' ? [pods.now, peer.now] : [pods.before, peer.before];
  if (edge.peer?.kind !== 'pods' || !selects(edge.peer.pods, other.labels)) return false;
  const ends = (when: 'before' | 'now'): readonly [NetworkPod, NetworkPod] => {
    const [one, another] = when === 'before' ? [pods.before, peer.before!] : [pods.now, peer.now!];
    return direction === 'ingress' ? [another, one] : [one, another];
  };
  const [withIt, without] = effect === 'opens' ? [ends('now'), ends('before')] : [ends('before'), ends('now')];
  const protocol = (edge.port?.protocol ?? 'TCP') as 'TCP' | 'UDP' | 'SCTP';
  return portsOf(edge, direction === 'ingress' ? own : other).some(
    (port) => has(...withIt, port, protocol).passes && !lacks(...without, port, protocol).passes,
  );
}

/** The ports by which an edge is asked about; for every port those of the pods that are called, and one that they do not name. */
function portsOf({ port: range }: Edge, called: NetworkPod): number[] {
  const { port, endPort } = range ?? {};
  if (typeof port === 'number') return endPort === undefined ? [port] : [port, endPort];
  const own = called.ports.filter(({ protocol }) => protocol === (range?.protocol ?? 'TCP'));
  return typeof port === 'string' ? own.flatMap((one) => (one.name === port ? [one.port] : [])) : [1, ...own.map((one) => one.port)];
}

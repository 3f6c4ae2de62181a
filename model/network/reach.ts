import { blockHas } from '../../formats';
import { type Peer, type Policy, type PolicyRule, type PortRange, type Selector, selects } from './policy';
import { SelectorIndex } from './selector-index';

type Labels = Readonly<Record<string, string>>;

/** An end of a connection as the network sees it: a pod, an address that is none of a pod, or a host outside of which only the DNS name is known. */
export type NetworkEnd =
  NetworkPod | { readonly kind: 'address'; readonly address: string } | { readonly kind: 'name'; readonly name: string };

/** A pod: its namespace with that one's labels, its own labels, and the ports that its containers name. */
export interface NetworkPod {
  readonly kind: 'pod';
  readonly namespace: string;
  /** `kubernetes.io/metadata.name` goes without saying. */
  readonly namespaceLabels: Labels;
  readonly labels: Labels;
  readonly ports: readonly { readonly name: string; readonly port: number; readonly protocol: string }[];
}

/** What policies say of one direction of a connection. */
export interface Passage {
  /** Whether any policy closes the direction for the pod. Otherwise everything passes. */
  readonly closed: boolean;
  /** The policies that let it pass, each with the numbers of its rules. */
  readonly by: readonly { readonly policy: Policy; readonly rules: readonly number[] }[];
}

/** Whether a connection passes, and what of each direction. */
export interface Reach {
  readonly passes: boolean;
  /** What leaves the pod that calls. */
  readonly egress: Passage;
  /** What enters the pod that is called. */
  readonly ingress: Passage;
}

/** Tells whether a connection to a port of the pods that are called passes. */
export type Reachability = (from: NetworkEnd, to: NetworkEnd, port: number, protocol: 'TCP' | 'UDP' | 'SCTP') => Reach;

const open: Passage = { closed: false, by: [] };

/**
 * Indexes policies, by the labels of those that they select and of those that they let pass. A question then takes time in proportion to the labels of the two pods, and not to the number of
 * policies or of peers.
 *
 * The rules are those of Kubernetes: policies that select a pod add up, peers of a rule are alternatives, and what one peer says of namespace and pod holds together. Ports are those of the pods.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function reachabilityOf(policies: readonly Policy[]): Reachability {
  const ingress = new DirectionIndex(policies, 'ingress');
  const egress = new DirectionIndex(policies, 'egress');
  return (from, to, port, protocol) => {
    const out = from.kind === 'pod' ? egress.passage(from, to, to, port, protocol) : open;
    const into = to.kind === 'pod' ? ingress.passage(to, from, to, port, protocol) : open;
    const passes = [out, into].every(({ closed, by }) => !closed || by.length > 0);
    return { passes, egress: out, ingress: into };
  };
}

/** The policies of one direction. */
class DirectionIndex {
  readonly #selecting = new SelectorIndex<{ readonly policy: Policy; readonly peers: PeerIndex }>();

  constructor(policies: readonly Policy[], direction: 'ingress' | 'egress') {
    for (const policy of policies) {
      const rules = policy[direction];
      if (rules !== undefined) this.#selecting.add(policy.selects, { policy, peers: new PeerIndex(rules, policy.namespace) });
    }
  }

  passage(of: NetworkPod, other: NetworkEnd, called: NetworkEnd, port: number, protocol: string): Passage {
    const selecting = this.#selecting.fitting(of.labels).filter(({ policy }) => policy.namespace === of.namespace);
    return {
      closed: selecting.length > 0,
      by: selecting.flatMap(({ policy, peers }) => {
        const rules = peers.passing(other, called, port, protocol);
        return rules.length === 0 ? [] : [{ policy, rules }];
      }),
    };
  }
}

/** Who is meant beside pods. */
type Outside = Exclude<Peer, { kind: 'pods' }>;

/** The rules of one policy, by their peers. */
class PeerIndex {
  readonly #pods = new SelectorIndex<{ readonly rule: number; readonly peer: Extract<Peer, { kind: 'pods' }> }>();
  readonly #others: { readonly rule: number; readonly outside: Outside | undefined }[] = [];

  readonly #rules: readonly PolicyRule[];
  readonly #namespace: string;

  constructor(rules: readonly PolicyRule[], namespace: string) {
    this.#rules = rules;
    this.#namespace = namespace;
    for (const [rule, { peers }] of rules.entries()) {
      if (peers === undefined) this.#others.push({ rule, outside: undefined });
      for (const peer of peers ?? []) {
        if (peer.kind === 'pods') this.#pods.add(peer.pods, { rule, peer });
        else this.#others.push({ rule, outside: peer });
      }
    }
  }

  /** The numbers of the rules that let a connection pass. */
  passing(other: NetworkEnd, called: NetworkEnd, port: number, protocol: string): readonly number[] {
    const found = new Set<number>();
    for (const { rule, outside } of this.#others) if (outside === undefined || isMeant(outside, other)) found.add(rule);
    if (other.kind === 'pod')
      for (const { rule, peer } of this.#pods.fitting(other.labels))
        if (isOfNamespace(other, peer.namespaces, this.#namespace)) found.add(rule);
    return [...found].filter((rule) => fitsPort(this.#rules[rule]?.ports, called, port, protocol)).sort((a, b) => a - b);
  }
}

function isOfNamespace(pod: NetworkPod, namespaces: Selector | undefined, own: string): boolean {
  if (namespaces === undefined) return pod.namespace === own;
  return selects(namespaces, { ...pod.namespaceLabels, 'kubernetes.io/metadata.name': pod.namespace });
}

function fitsPort(ports: readonly PortRange[] | undefined, called: NetworkEnd, port: number, protocol: string): boolean {
  if (ports === undefined) return true;
  return ports.some((range) => {
    if (range.protocol !== protocol) return false;
    const { port: wanted, endPort } = range;
    if (wanted === undefined) return true;
    if (typeof wanted === 'number') return port >= wanted && port <= (endPort ?? wanted);
    return (
      called.kind === 'pod' && called.ports.some((named) => named.name === wanted && named.port === port && named.protocol === protocol)
    );
  });
}

/** Whether a peer means an end outside. Of a host of which only the name is known no block tells whether it is in. */
function isMeant(peer: Outside, end: NetworkEnd): boolean {
  if (peer.kind === 'names') return end.kind === 'name' && peer.patterns.some((pattern) => fitsPattern(pattern, end.name));
  return end.kind === 'address' && blockHas(peer.cidr, end.address) && !peer.except.some((block) => blockHas(block, end.address));
}

/** Whether a DNS name fits a pattern. A `*` stands for characters of one label, as Cilium and GKE read it; a name may be such a pattern itself. */
function fitsPattern(pattern: string, name: string): boolean {
  if (pattern === name || pattern === '*') return true;
  if (!pattern.includes('*')) return false;
  const [parts, labels] = [pattern.split('.'), name.split('.')];
  return parts.length === labels.length && parts.every((part, index) => fitsLabel(part, labels[index] ?? ''));
}

function fitsLabel(part: string, label: string): boolean {
  const pieces = part.split('*');
  const [first = '', last = ''] = [pieces[0], pieces.at(-1)];
  if (pieces.length === 1) return part === label;
  if (label.length < first.length + last.length || !label.startsWith(first) || !label.endsWith(last)) return false;
  let from = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = label.indexOf(piece, from);
    if (found < 0) return false;
    from = found + piece.length;
  }
  return from <= label.length - last.length;
}

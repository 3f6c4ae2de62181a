import { blockHasBlock } from '../../formats';
import type { Peer, Policy, PortRange, Selector } from '../../model/network/policy';
import { SelectorIndex } from '../../model/network/selector-index';

/** A direction of connections, as pods that policies select see it. */
export type Direction = 'ingress' | 'egress';

/** One peer and one port that a policy lets pass; undefined stands for anyone, and for every port. */
export interface Edge {
  readonly policy: Policy;
  readonly peer: Peer | undefined;
  readonly port: PortRange | undefined;
}

/** What a policy lets pass in a direction, peer by peer and port by port; empty if nothing, or if it does not close the direction. */
export function edgesOf(policy: Policy, direction: Direction): Edge[] {
  return (policy[direction] ?? []).flatMap(({ peers, ports }) =>
    (peers === undefined ? [undefined] : peers.flatMap((peer) => singlePeers(peer, policy.namespace))).flatMap((peer) =>
      (ports ?? [undefined]).map((port): Edge => ({ policy, peer, port })),
    ),
  );
}

/** The own namespace, whether it is left out or named, is one; and each name of hosts is a peer. */
function singlePeers(peer: Peer, namespace: string): Peer[] {
  if (peer.kind === 'names') return peer.patterns.map((pattern) => ({ kind: 'names', patterns: [pattern] }));
  if (peer.kind !== 'pods' || peer.namespaces === undefined) return [peer];
  const { labels, expressions } = peer.namespaces;
  const [[name, value] = [], ...others] = Object.entries(labels);
  const isOwn = name === 'kubernetes.io/metadata.name' && value === namespace && others.length + expressions.length === 0;
  return [isOwn ? { ...peer, namespaces: undefined } : peer];
}

/** Edges among which those are found that let another one pass. */
export class EdgeSet {
  readonly #same = new Set<string>();
  readonly #ofPods = new SelectorIndex<Edge>();
  readonly #others: Edge[] = [];

  constructor(edges: readonly Edge[]) {
    for (const edge of edges) {
      this.#same.add(keyOf(edge));
      if (edge.peer?.kind === 'pods') this.#ofPods.add(edge.peer.pods, edge);
      else this.#others.push(edge);
    }
  }

  /** Whether one edge of the set lets pass all that another one does. */
  covers(edge: Edge): boolean {
    if (this.#same.has(keyOf(edge))) return true;
    const { peer } = edge;
    // What a wider selector fits, it fits by the labels that a narrower one asks for.
    const wider = peer?.kind === 'pods' ? [...this.#ofPods.fitting(labelsAskedBy(peer.pods)), ...this.#others] : this.#others;
    return wider.some((other) => hasPort(other.port, edge.port) && hasPeer(other.peer, peer));
  }
}

function keyOf({ peer, port }: Edge): string {
  return JSON.stringify([peer, port]);
}

/** Labels that fit a selector, as it says them. */
export function labelsAskedBy({ labels, expressions }: Selector): Readonly<Record<string, string>> {
  const first = expressions.flatMap(({ key, operator, values: [value] }) =>
    operator === 'In' && value !== undefined ? [[key, value]] : [],
  );
  return { ...(Object.fromEntries(first) as Record<string, string>), ...labels };
}

function hasPort(wide: PortRange | undefined, narrow: PortRange | undefined): boolean {
  if (wide === undefined) return true;
  if (narrow?.protocol !== wide.protocol) return false;
  if (wide.port === undefined) return true;
  if (typeof wide.port !== 'number' || typeof narrow.port !== 'number') return wide.port === narrow.port;
  return wide.port <= narrow.port && rangeEnd(wide) >= rangeEnd(narrow);
}

function rangeEnd({ port, endPort }: PortRange): number {
  return endPort ?? Number(port);
}

function hasPeer(wide: Peer | undefined, narrow: Peer | undefined): boolean {
  if (wide === undefined) return true;
  if (wide.kind === 'pods' && narrow?.kind === 'pods')
    return (
      asksLess(wide.pods, narrow.pods) &&
      (wide.namespaces === undefined
        ? narrow.namespaces === undefined
        : narrow.namespaces !== undefined && asksLess(wide.namespaces, narrow.namespaces))
    );
  if (wide.kind === 'addresses' && narrow?.kind === 'addresses')
    return (
      blockHasBlock(wide.cidr, narrow.cidr) &&
      wide.except.every(
        (block) =>
          narrow.except.some((other) => blockHasBlock(other, block)) ||
          !(blockHasBlock(narrow.cidr, block) || blockHasBlock(block, narrow.cidr)),
      )
    );
  if (wide.kind === 'names' && narrow?.kind === 'names')
    return narrow.patterns.every((name) => wide.patterns.includes(name) || wide.patterns.includes('*'));
  return false;
}

/** Whether a selector fits all that another one fits, as far as their words tell. */
function asksLess(wide: Selector, narrow: Selector): boolean {
  const own = new Set(narrow.expressions.map((one) => JSON.stringify(one)));
  return (
    Object.entries(wide.labels).every(([name, value]) => narrow.labels[name] === value) &&
    wide.expressions.every(
      (one) =>
        own.has(JSON.stringify(one)) ||
        (one.operator === 'In' &&
          (one.values.includes(narrow.labels[one.key] ?? '') ||
            narrow.expressions.some(
              ({ key, operator, values }) => key === one.key && operator === 'In' && values.every((value) => one.values.includes(value)),
            ))),
    )
  );
}

import type { Blueprint, ConnectionEnd, NetworkPeer, Platform, Workload } from '../../model';
import { portsOf } from '../../model/blueprint';
import { type ForeignWorkload, foreignWorkloads } from '../../model/design/network/foreign-workloads';
import { nameAt } from '../../model/design/network/names';
import { type Ends, indexEnds, peersOf } from '../../model/design/network/peers';
import { podsOf } from '../../model/network/pods';
import type { NetworkEnd } from '../../model/network/reach';

/** An end of a connection that a person named. */
export interface NamedEnd {
  /** As it is printed. */
  readonly title: string;
  readonly end: ConnectionEnd;
  /** The workload, if it is one of the platform. */
  readonly workload: Workload | undefined;
  /** What stands for it on the network: one pod of each kind, or one address of each block. */
  readonly seen: readonly NetworkEnd[];
  /** The ports that it listens on. */
  readonly ports: readonly { readonly name: string; readonly port: number; readonly protocol: 'TCP' | 'UDP' }[];
}

/** Finds the end of a connection by what people call it, and tells all names that there are. */
export interface NamedEnds {
  readonly find: (name: string) => NamedEnd | undefined;
  readonly names: readonly string[];
}

/**
 * The ends of connections of a platform: services by registry key, their Jobs by the id of the workload such as `init/owners`, servers and tools by name, the team's workloads by kind and name,
 * hosts, and the `edge`, `monitoring` and `dns` of the cluster.
 */
export function namedEnds(platform: Platform, blueprint: Blueprint): NamedEnds {
  const { namespace } = platform;
  const ofTeam = foreignWorkloads(blueprint.foreign);
  const ends = indexEnds(platform, blueprint.workloads, ofTeam);
  const found = new Map<string, () => NamedEnd>();
  const offer = (name: string, make: () => NamedEnd): void => void (found.has(name) || found.set(name, make));
  for (const workload of blueprint.workloads) {
    const make = (): NamedEnd => ofWorkload(workload, namespace);
    offer(workload.id, make);
    if (workload.lifetime.kind !== 'run-once') {
      offer(workload.service ?? workload.name, make);
      offer(workload.name, make);
    }
  }
  for (const workload of ofTeam) offer(workload.title, () => ofTeamWorkload(workload, namespace));
  for (const part of ['edge', 'monitoring', 'dns'] as const) {
    const end: ConnectionEnd = { kind: 'cluster', part };
    offer(part, () => elsewhere(part, end, ends, namespace));
  }
  for (const { from, to } of blueprint.connections)
    for (const end of [from, to]) if ('host' in end) offer(end.host, () => elsewhere(end.host, end, ends, namespace));
  // Servers and externals that run elsewhere, by the names that the overlay gives them.
  for (const { name, host } of [...platform.backing, ...platform.externals])
    offer(name, () => found.get(host)?.() ?? elsewhere(host, { kind: 'host', host }, ends, namespace));
  return { find: (name) => (found.get(name) ?? anyHost(name, ends, namespace))?.(), names: [...found.keys()] };
}

function anyHost(name: string, ends: Ends, namespace: string): (() => NamedEnd) | undefined {
  const end: ConnectionEnd = { kind: 'host', host: name };
  const isKnown = name.includes('.') || (name.includes(':') && peersOf(end, ends).length > 0);
  return isKnown ? () => elsewhere(name, end, ends, namespace) : undefined;
}

function ofWorkload(workload: Workload, namespace: string): NamedEnd {
  return {
    title: workload.lifetime.kind === 'run-once' ? workload.id : (workload.service ?? workload.name),
    end: { kind: 'workload', id: workload.id },
    workload,
    seen: [podsOf(workload, namespace)],
    ports: portsOf(workload.pod),
  };
}

function ofTeamWorkload({ id, title, labels, ports, object }: ForeignWorkload, namespace: string): NamedEnd {
  const named = ports.map(({ name = '', port, protocol }) => ({ name, port, protocol }));
  return {
    title,
    end: { kind: 'foreign', id, host: object.object.metadata.name },
    workload: undefined,
    seen: [{ kind: 'pod', namespace, namespaceLabels: {}, labels, ports: named }],
    ports: named,
  };
}

function elsewhere(title: string, end: ConnectionEnd, ends: Ends, own: string): NamedEnd {
  const name = nameAt(end, ends);
  const seen = peersOf(end, ends).map((peer): NetworkEnd => {
    if ('cidr' in peer) return { kind: 'address', address: addressIn(peer) };
    return { kind: 'pod', namespace: peer.namespace ?? own, namespaceLabels: {}, labels: peer.pods?.labels ?? {}, ports: [] };
  });
  return {
    title,
    end,
    workload: undefined,
    seen: name === undefined ? seen : [{ kind: 'name', name }],
    ports: [],
  };
}

/** One address of a block: of all public ones, one that nobody has. */
function addressIn({ cidr, except }: Extract<NetworkPeer, { cidr: string }>): string {
  if (except !== undefined) return cidr.includes(':') ? '2001:db8::1' : '203.0.113.1';
  return cidr.split('/')[0] ?? cidr;
}

import { type ConnectionEnd, type NetworkPeer, type NetworkPort, type PodSelector, portsOf, type Workload } from '../../blueprint';
import type { Platform } from '../../platform';
import { areaPeers, hostPeers, indexHosts, peersOfAreas } from './areas';
import type { ForeignWorkload } from './foreign-workloads';
import { type Known, nameKindOf } from './names';

/** The label by which pods of one service, its Jobs among them, or of one server are known. */
export const nameLabel = 'app.kubernetes.io/name';
const componentLabel = 'app.kubernetes.io/component';

/** What the ends of connections are looked up in. */
export interface Ends extends Known {
  /** By id. */
  readonly workloads: ReadonlyMap<string, Workload>;
  /** By id. */
  readonly foreign: ReadonlyMap<string, ForeignWorkload>;
}

/** What ends of connections need of a platform. */
export type Located = Pick<Platform, 'network' | 'capabilities'>;

/** Indexes what ends of connections are looked up in. */
export function indexEnds(platform: Located, workloads: readonly Workload[], ofTeam: readonly ForeignWorkload[]): Ends {
  const { network } = platform;
  return {
    network,
    nameKind: nameKindOf(platform),
    workloads: new Map(workloads.map((workload) => [workload.id, workload])),
    foreign: new Map(ofTeam.map((workload) => [workload.id, workload])),
    hosts: indexHosts(network),
  };
}

/** The selector of pods by their name alone. */
export function byName(name: string): PodSelector {
  return { labels: { [nameLabel]: name } };
}

/** The selector of pods by their name and what they are of it. */
export function byComponents(name: string, components: readonly string[]): PodSelector {
  const [only = '', ...more] = [...new Set(components)].sort();
  if (more.length === 0) return { labels: { [nameLabel]: name, [componentLabel]: only } };
  return { ...byName(name), oneOf: { label: componentLabel, values: [only, ...more] } };
}

/** The selector of pods by what they are alone. */
export function byComponent(component: string): PodSelector {
  return { labels: { [componentLabel]: component } };
}

/** The selector of the pods of a `Cluster` of CloudNativePG. */
export function byCluster(cluster: string): PodSelector {
  return { labels: { 'cnpg.io/cluster': cluster } };
}

/**
 * The pods or addresses at an end of a connection.
 * @returns none if nothing tells where the end is
 */
export function peersOf(end: ConnectionEnd, ends: Ends): readonly NetworkPeer[] {
  switch (end.kind) {
    case 'workload': {
      const workload = ends.workloads.get(end.id);
      return workload === undefined ? [] : [{ namespace: undefined, pods: byName(workload.identity.name) }];
    }
    case 'foreign': {
      const workload = ends.foreign.get(end.id);
      return workload === undefined ? [] : [{ namespace: undefined, pods: { labels: workload.labels } }];
    }
    case 'operated':
      return [{ namespace: undefined, pods: byCluster(end.cluster) }];
    case 'neighbour':
      return [{ namespace: end.namespace, pods: byName(end.id.slice(end.id.indexOf('/') + 1)) }];
    case 'host':
      return hostPeers(end.host, ends.hosts) ?? [];
    case 'cluster':
      return end.part === 'dns' ? areaPeers(ends.network.dns) : peersOfAreas(ends.network[end.part]);
  }
}

/**
 * The port of pods at which a connection arrives. A service's has the name that its container gives it: while pods of an old and a new version run beside each other, one rule holds for the
 * number of either. Undefined if every port is meant.
 */
export function portAt(
  end: ConnectionEnd,
  { port, protocol }: { readonly port: number | undefined; readonly protocol: 'TCP' | 'UDP' },
  ends: Ends,
): NetworkPort | undefined {
  if (port === undefined) return undefined;
  const workload = end.kind === 'workload' ? ends.workloads.get(end.id) : undefined;
  const named =
    workload?.service === undefined
      ? undefined
      : portsOf(workload.pod).find((candidate) => candidate.port === port && candidate.protocol === protocol)?.name;
  return { port: named ?? port, protocol };
}

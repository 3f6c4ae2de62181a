import { isIpAddress } from '../../../formats';
import { type ConnectionEnd, type NetworkPeer, type NetworkPort, type PodSelector, portsOf, type Workload } from '../../blueprint';
import type { Network, NetworkArea } from '../../platform';
import type { ForeignWorkload } from './foreign-workloads';

/** The label by which pods of one service, its Jobs among them, or of one server are known. */
export const nameLabel = 'app.kubernetes.io/name';
const componentLabel = 'app.kubernetes.io/component';

/** What the ends of connections are looked up in. */
export interface Ends {
  readonly network: Network;
  /** By id. */
  readonly workloads: ReadonlyMap<string, Workload>;
  /** By id. */
  readonly foreign: ReadonlyMap<string, ForeignWorkload>;
  /** The areas that the overlay gives for hosts. */
  readonly hosts: ReadonlyMap<string, NetworkArea>;
}

/** Indexes what ends of connections are looked up in. */
export function indexEnds(network: Network, workloads: readonly Workload[], ofTeam: readonly ForeignWorkload[]): Ends {
  return {
    network,
    workloads: new Map(workloads.map((workload) => [workload.id, workload])),
    foreign: new Map(ofTeam.map((workload) => [workload.id, workload])),
    hosts: indexHosts(network),
  };
}

/** The areas that the overlay gives for hosts, by host. */
export function indexHosts({ hosts }: Pick<Network, 'hosts'>): ReadonlyMap<string, NetworkArea> {
  return new Map(hosts.map((area) => [area.host, area]));
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
      return areaPeers(ends.network[end.part]);
  }
}

/**
 * Every public address: all but those of private networks, of the machine itself, and of the link, where clouds hand out credentials.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml
 */
const publicBlocks: readonly NetworkPeer[] = [
  { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'] },
  { cidr: '::/0', except: ['::1/128', 'fc00::/7', 'fe80::/10'] },
];

/** The peers of an area. */
export function areaPeers(area: NetworkArea | undefined): readonly NetworkPeer[] {
  if (area === undefined) return [];
  const { pods, cidrs } = area;
  const blocks = area.internet === true ? publicBlocks : cidrs.map((cidr): NetworkPeer => ({ cidr }));
  if (pods === undefined) return blocks;
  const { namespace, labels } = pods;
  return [{ namespace, pods: Object.keys(labels).length === 0 ? undefined : { labels } }, ...blocks];
}

/**
 * Finds what is behind a host: what the overlay says, the address that it is, or the namespace of the Kubernetes Service that it names.
 * @returns undefined if nothing tells
 */
export function hostPeers(host: string, hosts: ReadonlyMap<string, NetworkArea>): readonly NetworkPeer[] | undefined {
  const area = hosts.get(host);
  if (area !== undefined) return areaPeers(area);
  if (isIpAddress(host)) return [{ cidr: `${host}/${host.includes(':') ? 128 : 32}` }];
  const namespace = /^[^.]+\.([^.]+)\.svc(?:\.|$)/.exec(host)?.[1];
  return namespace === undefined ? undefined : [{ namespace, pods: undefined }];
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

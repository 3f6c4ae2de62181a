import type { ConnectionEnd, NamePolicy, NameRule, NetworkPort } from '../../blueprint';
import type { Network, NetworkArea, Platform } from '../../platform';
import { areaPeers, hostPeers, isApiServer } from './areas';
import { dnsPorts } from './ports';

/** Which objects know DNS names in the cluster of a platform; undefined if none do. Where both do, Cilium's are written, which fall back to nothing outside of it. */
export function nameKindOf({ capabilities }: Pick<Platform, 'capabilities'>): NamePolicy['kind'] | undefined {
  if (capabilities.includes('cilium.io/v2')) return 'CiliumNetworkPolicy';
  return capabilities.includes('networking.gke.io/v1alpha1') ? 'FQDNNetworkPolicy' : undefined;
}

/** What tells where a host is. */
export interface Known {
  readonly network: Network;
  /** The areas that the overlay gives for hosts. */
  readonly hosts: ReadonlyMap<string, NetworkArea>;
  /** Which objects know DNS names; undefined if none do. */
  readonly nameKind: NamePolicy['kind'] | undefined;
}

/**
 * The DNS name by which an end is called.
 * @returns undefined if something tells its addresses, or if only the namespace knows the name
 */
export function nameAt(end: ConnectionEnd, { nameKind, hosts }: Pick<Known, 'nameKind' | 'hosts'>): string | undefined {
  if (nameKind === undefined || end.kind !== 'host') return undefined;
  const { host } = end;
  // Without a dot it is a Kubernetes Service, of whose addresses no answer of the DNS tells anything to a policy.
  return host.includes('.') && !isApiServer(host) && hostPeers(host, hosts) === undefined ? host : undefined;
}

/** The policy of hosts that are called by name; undefined if there are none. */
export function namePolicyOf(rules: readonly NameRule[], { network, nameKind }: Known): NamePolicy | undefined {
  if (nameKind === undefined || rules.length === 0) return undefined;
  const ports: readonly NetworkPort[] = dnsPorts(network);
  // Cilium takes pods and addresses in rules of their own alone.
  const { pods, cidrs } = network.dns;
  const dns = [...(pods === undefined ? [] : [{ pods, cidrs: [] }]), ...(cidrs.length === 0 ? [] : [{ pods: undefined, cidrs }])];
  return {
    kind: nameKind,
    rules,
    dns: nameKind === 'CiliumNetworkPolicy' ? dns.map((area) => ({ peers: areaPeers(area), ports })) : [],
  };
}

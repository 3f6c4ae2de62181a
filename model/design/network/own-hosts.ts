import type { Blueprint } from '../../blueprint';
import type { Platform } from '../../platform';

/**
 * The public hosts of a product, in lower case, at which requests come in by way of the edge, but for those of which `network.hosts` says whose pods are behind them. No address of a host outside tells
 * where such a call arrives: where the cluster knows the load balancer, it goes straight to the pods of the edge.
 */
export function ownHosts(
  { network, routing }: Pick<Platform, 'network' | 'routing'>,
  { exposures }: Pick<Blueprint, 'exposures'>,
): ReadonlySet<string> {
  const known = new Set(network.hosts.flatMap(({ host, pods }) => (pods === undefined ? [] : [host.toLowerCase()])));
  const hosts = [...(routing?.hosts ?? []).map(({ host }) => host), ...exposures.flatMap((exposure) => exposure.hosts)];
  return new Set(hosts.map((host) => host.toLowerCase()).filter((host) => !known.has(host)));
}

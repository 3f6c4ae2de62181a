import type { NetworkPolicy, NetworkRule } from '../../blueprint';
import { clusterOf, type Platform, postgresServersOf } from '../../platform';
import { areaPeers } from './areas';
import { byCluster, byName } from './peers';
import type { Rules } from './rules-by-end';

/** The file of the policies of pods that others make: before every workload. */
export const sharedFile = '01-network';

/** The port at which the operator asks an instance how it is, and the one of its metrics. */
const cloudNativePgPorts = { status: 8000, metrics: 9187 };

/**
 * The policies of the pods that CloudNativePG makes. They talk to each other, to the API server and to where backups are, of which the platform knows nothing: what they send is the operator's affair.
 * @see https://cloudnative-pg.io/documentation/current/networking/
 */
export function clusterPolicies(
  platform: Platform,
  rules: ReadonlyMap<string, Rules>,
  directions: NetworkPolicy['directions'],
): NetworkPolicy[] {
  const seen = new Set<string>();
  return postgresServersOf(platform).flatMap((server): NetworkPolicy[] => {
    const cluster = clusterOf(server);
    if (cluster === undefined || seen.has(cluster)) return [];
    seen.add(cluster);
    const ingress: NetworkRule[] = [
      ...(rules.get(`operated/${cluster}`)?.ingress ?? []),
      { peers: [{ namespace: undefined, pods: byCluster(cluster) }], ports: [] },
      {
        peers: [{ namespace: 'cnpg-system', pods: byName('cloudnative-pg') }],
        ports: [{ port: cloudNativePgPorts.status, protocol: 'TCP' }],
      },
      { peers: areaPeers(platform.network.monitoring), ports: [{ port: cloudNativePgPorts.metrics, protocol: 'TCP' }] },
    ];
    return [
      {
        name: `cluster-${cluster}`,
        file: sharedFile,
        workload: undefined,
        selects: byCluster(cluster),
        directions,
        ingress,
        egress: directions.includes('Egress') ? [{ peers: [], ports: [] }] : [],
        names: undefined,
        stage: 'configuration',
        place: server.place,
      },
    ];
  });
}

/**
 * The policy of the pods by which cert-manager shows that a host is ours.
 * @see https://cert-manager.io/docs/configuration/acme/http01/
 */
export function solverPolicies({ routing, network }: Platform, directions: NetworkPolicy['directions']): NetworkPolicy[] {
  const peers = areaPeers(network.edge);
  if (routing?.tls?.issuer === undefined || peers.length === 0) return [];
  return [
    {
      name: 'acme-http01-solver',
      file: sharedFile,
      workload: undefined,
      selects: { labels: { 'acme.cert-manager.io/http01-solver': 'true' } },
      directions,
      ingress: [{ peers, ports: [{ port: 8089, protocol: 'TCP' }] }],
      egress: [],
      names: undefined,
      stage: 'configuration',
      place: routing.place,
    },
  ];
}

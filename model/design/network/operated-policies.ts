import type { Connection, NetworkPolicy, NetworkRule } from '../../blueprint';
import { clusterOf, type Platform, postgresServersOf } from '../../platform';
import { areaPeers, peersOfAreas } from './areas';
import { byCluster } from './peers';
import type { Made } from './made';

/** The file of the policies of pods that others make: before every workload. */
export const sharedFile = '01-network';

/** The ports at which the operator asks an instance how it is, and those of metrics: of an instance, and of a pooler, whose pods have the labels of the `Cluster`, too. */
const cloudNativePgPorts = { operator: [5432, 8000], metrics: 9187, poolerMetrics: 9127 };

/**
 * The policies of the pods that CloudNativePG makes. They talk to each other, to the API server and to where backups are, of which the platform knows nothing: what they send is the operator's affair.
 * @see https://cloudnative-pg.io/documentation/current/networking/
 */
export function clusterPolicies(
  platform: Platform,
  { rules, directions, connections }: Pick<Made, 'rules' | 'directions'> & { readonly connections: readonly Connection[] },
): NetworkPolicy[] {
  const pooled = new Set(connections.flatMap(({ to, why }) => (why === 'pooler' && to.kind === 'operated' ? to.cluster : [])));
  const seen = new Set<string>();
  return postgresServersOf(platform).flatMap((server): NetworkPolicy[] => {
    const cluster = clusterOf(server);
    if (cluster === undefined || seen.has(cluster)) return [];
    seen.add(cluster);
    const ingress: NetworkRule[] = [
      ...(rules.get(`operated/${cluster}`)?.ingress ?? []),
      { peers: [{ namespace: undefined, pods: byCluster(cluster) }], ports: [] },
      {
        peers: areaPeers(platform.network.databaseOperator),
        ports: cloudNativePgPorts.operator.map((port) => ({ port, protocol: 'TCP' })),
      },
      {
        peers: peersOfAreas(platform.network.monitoring),
        ports: [
          ...(pooled.has(cluster) ? [{ port: cloudNativePgPorts.poolerMetrics, protocol: 'TCP' } as const] : []),
          { port: cloudNativePgPorts.metrics, protocol: 'TCP' },
        ],
      },
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
  const peers = peersOfAreas(network.edge);
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

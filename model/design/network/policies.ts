import {
  type Connection,
  type ConnectionEnd,
  type NetworkPeer,
  type NetworkPolicy,
  type NetworkPort,
  type NetworkRule,
  type Workload,
} from '../../blueprint';
import { clusterOf, type Platform, postgresServersOf } from '../../platform';
import type { ForeignWorkload } from './foreign-workloads';
import { areaPeers, byCluster, byComponent, byComponents, byName, type Ends, indexEnds, nameLabel, peersOf, portAt } from './peers';

/** The file of the policies of pods that others make: before every workload. */
const sharedFile = '01-network';

/** The file of what closes the rest. It is the last to be applied: by then whatever runs has a policy of its own, and no connection is cut in between. */
export const defaultDenyFile = 'zz-default-deny';

/** What policies are made of. */
export interface Networked {
  readonly workloads: readonly Workload[];
  /** The team's own. */
  readonly ofTeam: readonly ForeignWorkload[];
  readonly connections: readonly Connection[];
}

/**
 * Makes the NetworkPolicies of a platform: those that pass every connection, and nothing else.
 * @returns none if the environment wants none
 */
export function designNetworkPolicies(platform: Platform, { workloads, ofTeam, connections }: Networked): NetworkPolicy[] {
  const { network, createsNamespace } = platform;
  if (network.policies === 'none') return [];
  const ends = indexEnds(network, workloads, ofTeam);
  const closed = directionsOf(network.policies);
  const rules = rulesByEnd(connections, ends, closed.includes('Egress'));
  return [
    ...workloadPolicies(
      workloads.filter(({ kind }) => kind !== 'init'),
      rules,
      closed,
      new Set(workloads.flatMap(({ kind, identity }) => (kind === 'init' ? [identity.name] : []))),
    ),
    ...initPolicies(
      platform,
      workloads.filter(({ kind }) => kind === 'init'),
      rules,
      closed,
    ),
    ...foreignPolicies(platform, ofTeam, rules, closed),
    ...clusterPolicies(platform, rules, closed),
    ...solverPolicies(platform, closed),
    ...(createsNamespace ? [defaultDeny(platform, closed)] : []),
  ];
}

function directionsOf(policies: 'full' | 'ingress-only'): NetworkPolicy['directions'] {
  return policies === 'full' ? ['Ingress', 'Egress'] : ['Ingress'];
}

interface Rules {
  readonly ingress: readonly NetworkRule[];
  readonly egress: readonly NetworkRule[];
}

const noRules: Rules = { ingress: [], egress: [] };

/** What one end of connections passes: by the other end, the ports. */
interface Side {
  readonly peers: readonly NetworkPeer[];
  readonly ports: Map<string, NetworkPort>;
  everyPort: boolean;
}

/** The rules of each end that has policies: in one go over the connections. */
function rulesByEnd(connections: readonly Connection[], ends: Ends, withEgress: boolean): Map<string, Rules> {
  const sides = { ingress: new Map<string, Map<string, Side>>(), egress: new Map<string, Map<string, Side>>() };
  const note = (direction: keyof Rules, of: ConnectionEnd, other: ConnectionEnd, connection: Connection, to: ConnectionEnd): void => {
    const id = policyEnd(of);
    if (id === undefined) return;
    const others = sides[direction].get(id) ?? new Map<string, Side>();
    sides[direction].set(id, others);
    const peers = peersOf(other, ends);
    if (peers.length === 0) return;
    const key = JSON.stringify(peers);
    const side = others.get(key) ?? { peers, ports: new Map<string, NetworkPort>(), everyPort: false };
    others.set(key, side);
    const port = portAt(to, connection, ends);
    if (port === undefined) side.everyPort = true;
    else side.ports.set(`${port.protocol}/${port.port}`, port);
  };
  for (const connection of connections) {
    const { from, to } = connection;
    note('ingress', to, from, connection, to);
    if (withEgress) note('egress', from, to, connection, to);
  }
  const ids = new Set([...sides.ingress.keys(), ...sides.egress.keys()]);
  return new Map([...ids].map((id) => [id, { ingress: rulesOf(sides.ingress.get(id)), egress: rulesOf(sides.egress.get(id)) }] as const));
}

/** The end as the owner of policies; undefined if its pods are not the platform's. */
function policyEnd(end: ConnectionEnd): string | undefined {
  if (end.kind === 'workload' || end.kind === 'foreign') return end.id;
  return end.kind === 'operated' ? `operated/${end.cluster}` : undefined;
}

/** One rule for all others that have the same ports, in the order in which they come. */
function rulesOf(others: ReadonlyMap<string, Side> = new Map()): NetworkRule[] {
  const byPorts = new Map<string, { readonly peers: NetworkPeer[]; readonly ports: readonly NetworkPort[] }>();
  for (const { peers, ports, everyPort } of others.values()) {
    const listed = everyPort ? [] : [...ports.values()].sort(comparePorts);
    const key = JSON.stringify(listed);
    const rule = byPorts.get(key) ?? { peers: [], ports: listed };
    byPorts.set(key, rule);
    rule.peers.push(...peers);
  }
  return [...byPorts.values()];
}

/** Named ports first, then numbers; UDP before TCP, as questions to the DNS go. */
function comparePorts(a: NetworkPort, b: NetworkPort): number {
  const [left, right] = [rankOf(a), rankOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function rankOf({ port, protocol }: NetworkPort): string {
  const place = typeof port === 'string' ? `0${port}` : `1${String(port).padStart(5, '0')}`;
  return `${place} ${protocol === 'UDP' ? 0 : 1}`;
}

/**
 * The policies of workloads. Those of one name, such as a service and its Jobs, have one policy together where they may send the same, and each its own otherwise.
 * @param shared the names that others have too, which this policy must not select
 */
function workloadPolicies(
  workloads: readonly Workload[],
  rules: ReadonlyMap<string, Rules>,
  directions: NetworkPolicy['directions'],
  shared: ReadonlySet<string>,
): NetworkPolicy[] {
  return groupedBy(workloads, ({ identity }) => identity.name).flatMap((alike) => {
    const groups = bySendingAlike(alike, rules);
    return groups.map((group): NetworkPolicy => {
      const main = group.find(({ lifetime }) => lifetime.kind !== 'run-once') ?? group[0];
      const components = group.map(({ identity }) => identity.component);
      return {
        name: main.name,
        file: main.file,
        workload: main.id,
        selects:
          groups.length === 1 && !shared.has(main.identity.name)
            ? byName(main.identity.name)
            : byComponents(main.identity.name, components),
        directions,
        ingress: group.flatMap(({ id }) => rules.get(id)?.ingress ?? []),
        egress: rules.get(main.id)?.egress ?? [],
        stage: 'configuration',
        place: main.place,
      };
    });
  });
}

/** Groups workloads by what they may send. */
function bySendingAlike(workloads: readonly Workload[], rules: ReadonlyMap<string, Rules>): [Workload, ...Workload[]][] {
  return groupedBy(workloads, ({ id }) => JSON.stringify(rules.get(id)?.egress ?? []));
}

/** Groups workloads by a key, in the order in which the keys come. */
function groupedBy(workloads: readonly Workload[], keyOf: (workload: Workload) => string): [Workload, ...Workload[]][] {
  const groups = new Map<string, [Workload, ...Workload[]]>();
  for (const workload of workloads) {
    const key = keyOf(workload);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [workload]);
    else group.push(workload);
  }
  return [...groups.values()];
}

/**
 * The policies of init Jobs, which have the login of the administrator, and reach nothing but the server: one for all of a server. They are found by what they are, and by name only where there are several servers.
 */
function initPolicies(
  { services }: Platform,
  jobs: readonly Workload[],
  rules: ReadonlyMap<string, Rules>,
  directions: NetworkPolicy['directions'],
): NetworkPolicy[] {
  const groups = bySendingAlike(jobs, rules);
  const serverOf = new Map(services.map(({ key, database }) => [key, database?.server?.name]));
  return groups.map((group) => {
    const [first] = group;
    const { name, component } = first.identity;
    const names = group.map(({ identity }) => identity.name).sort();
    return {
      name: groups.length === 1 ? component : `${component}-${serverOf.get(first.service ?? '') ?? name}`,
      file: sharedFile,
      workload: undefined,
      selects:
        groups.length === 1
          ? byComponent(component)
          : names.length === 1
            ? byComponents(name, [component])
            : { ...byComponent(component), oneOf: { label: nameLabel, values: names } },
      directions,
      ingress: [],
      egress: rules.get(first.id)?.egress ?? [],
      stage: 'configuration',
      place: first.place,
    };
  });
}

/** The policies of the team's own workloads, of those that the overlay says the connections of. */
function foreignPolicies(
  { network }: Platform,
  ofTeam: readonly ForeignWorkload[],
  rules: ReadonlyMap<string, Rules>,
  directions: NetworkPolicy['directions'],
): NetworkPolicy[] {
  const declared = new Map(network.connections.map(({ workload, place }) => [workload, place]));
  return ofTeam.flatMap(({ id, title, labels, object }) => {
    const place = declared.get(title);
    if (place === undefined || Object.keys(labels).length === 0) return [];
    const { kind, metadata } = object.object;
    return [
      {
        name: `${kind.toLowerCase()}-${metadata.name}`,
        file: sharedFile,
        workload: undefined,
        selects: { labels },
        directions,
        ...(rules.get(id) ?? noRules),
        stage: 'configuration',
        place,
      },
    ];
  });
}

/** The port at which the operator asks an instance how it is, and the one of its metrics. */
const cloudNativePgPorts = { status: 8000, metrics: 9187 };

/**
 * The policies of the pods that CloudNativePG makes. They talk to each other, to the API server and to where backups are, of which the platform knows nothing: what they send is the operator's affair.
 * @see https://cloudnative-pg.io/documentation/current/networking/
 */
function clusterPolicies(platform: Platform, rules: ReadonlyMap<string, Rules>, directions: NetworkPolicy['directions']): NetworkPolicy[] {
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
function solverPolicies({ routing, network }: Platform, directions: NetworkPolicy['directions']): NetworkPolicy[] {
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
      stage: 'configuration',
      place: routing.place,
    },
  ];
}

/** Closes the namespace for every pod that no other policy selects, but for questions to the DNS. */
function defaultDeny({ network }: Platform, directions: NetworkPolicy['directions']): NetworkPolicy {
  const { dns } = network;
  const egress: NetworkRule[] = directions.includes('Egress')
    ? [
        {
          peers: areaPeers(dns),
          ports: [
            { port: dns.port, protocol: 'UDP' },
            { port: dns.port, protocol: 'TCP' },
          ],
        },
      ]
    : [];
  return {
    name: 'default-deny',
    file: defaultDenyFile,
    workload: undefined,
    selects: { labels: {} },
    directions,
    ingress: [],
    egress,
    stage: 'workload',
    place: network.place,
  };
}

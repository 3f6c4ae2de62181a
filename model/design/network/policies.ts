import { type Connection, type NetworkPolicy, type NetworkRule, type PodSelector, type Workload } from '../../blueprint';
import type { Platform } from '../../platform';
import { topologyComponent } from '../topology-job';
import { areaPeers } from './areas';
import type { ForeignWorkload } from './foreign-workloads';
import type { Made } from './made';
import { namePolicyOf } from './names';
import { clusterPolicies, sharedFile, solverPolicies } from './operated-policies';
import { byComponent, byComponents, byName, indexEnds, nameLabel } from './peers';
import { boundedName, hostPolicyNames } from './policy-names';
import { dnsPorts } from './ports';
import { noRules, type Rules, rulesByEnd } from './rules-by-end';

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
  const ends = indexEnds(platform, workloads, ofTeam);
  const closed = directionsOf(network.policies);
  const rules = rulesByEnd(connections, ends, closed.includes('Egress'));
  const made: Made = { rules, directions: closed, ends };
  return [
    ...workloadPolicies(
      workloads.filter(({ kind }) => kind !== 'init'),
      made,
      new Set(workloads.flatMap(({ kind, identity }) => (kind === 'init' ? [identity.name] : []))),
    ),
    ...['db-init', 'db-drop', topologyComponent].flatMap((component) =>
      initPolicies(
        platform,
        workloads.filter(({ kind, identity }) => kind === 'init' && identity.component === component),
        made,
      ),
    ),
    ...foreignPolicies(platform, ofTeam, made),
    ...hostPolicies(platform, made),
    ...clusterPolicies(platform, { ...made, connections }),
    ...solverPolicies(platform, closed),
    ...(createsNamespace ? [defaultDeny(platform, closed)] : []),
  ];
}

function directionsOf(policies: 'full' | 'ingress-only'): NetworkPolicy['directions'] {
  return policies === 'full' ? ['Ingress', 'Egress'] : ['Ingress'];
}

/**
 * The policies of workloads. Those of one name, such as a service and its Jobs, have one policy together where they may send the same, and each its own otherwise.
 * @param shared the names that others have too, which this policy must not select
 */
function workloadPolicies(workloads: readonly Workload[], { rules, directions, ends }: Made, shared: ReadonlySet<string>): NetworkPolicy[] {
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
        names: namePolicyOf(rules.get(main.id)?.names ?? [], ends),
        stage: 'configuration',
        place: main.place,
      };
    });
  });
}

/** Groups workloads by what they may send. */
function bySendingAlike(workloads: readonly Workload[], rules: ReadonlyMap<string, Rules>): [Workload, ...Workload[]][] {
  return groupedBy(workloads, ({ id }) => {
    const { egress, names } = rules.get(id) ?? noRules;
    return JSON.stringify([egress, names]);
  });
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
function initPolicies({ services }: Platform, jobs: readonly Workload[], { rules, directions, ends }: Made): NetworkPolicy[] {
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
      names: namePolicyOf(rules.get(first.id)?.names ?? [], ends),
      stage: 'configuration',
      place: first.place,
    };
  });
}

/** The policies of the team's own workloads, of those that the overlay says the connections of. */
function foreignPolicies({ network }: Platform, ofTeam: readonly ForeignWorkload[], { rules, directions, ends }: Made): NetworkPolicy[] {
  const declared = new Map(network.connections.map(({ workload, place }) => [workload, place]));
  return ofTeam.flatMap(({ id, title, labels, object }) => {
    const place = declared.get(title);
    if (place === undefined || Object.keys(labels).length === 0) return [];
    const { kind, metadata } = object.object;
    const { ingress, egress, names } = rules.get(id) ?? noRules;
    return [
      {
        name: boundedName(`${kind.toLowerCase()}-${metadata.name}`),
        file: sharedFile,
        workload: undefined,
        selects: { labels },
        directions,
        ingress,
        egress,
        names: namePolicyOf(names, ends),
        stage: 'configuration',
        place,
      },
    ];
  });
}

/**
 * The policies of pods of the namespace that `network.hosts` names and that are in no tree: callers get in. What such pods send stays closed but for the DNS, unless a policy of the team opens it.
 * In a namespace of others nothing closes these pods, and a policy would.
 */
function hostPolicies({ network, namespace, createsNamespace }: Platform, { rules }: Made): NetworkPolicy[] {
  if (!createsNamespace) return [];
  const nameOf = hostPolicyNames(network);
  return network.hosts.flatMap(({ host, pods, place }): NetworkPolicy[] => {
    const ingress = rules.get(`host/${host}`)?.ingress ?? [];
    if (ingress.length === 0 || pods === undefined || (pods.namespace ?? namespace) !== namespace) return [];
    if (Object.keys(pods.labels).length === 0) return [];
    return [
      {
        name: nameOf(host),
        file: sharedFile,
        workload: undefined,
        selects: { labels: pods.labels },
        directions: ['Ingress'],
        ingress,
        egress: [],
        names: undefined,
        stage: 'configuration',
        place,
      },
    ];
  });
}

/** The label of all pods that are made for a product. */
export const productLabel = 'app.kubernetes.io/part-of';

/**
 * The pods that `default-deny` closes: all where the files of a tree are applied in their order. Nothing orders the Applications of services on the day on which policies come to pods that run: there
 * the product's own pods are left out, each of which has a policy of its own that closes the same directions.
 */
function undeclaredPods({ product, argo, preview }: Platform): PodSelector {
  const isUnordered = argo?.applications === 'service' && preview === undefined;
  return { labels: {}, ...(isUnordered && { noneOf: { label: productLabel, values: [product] } }) };
}

/** Closes the namespace for every pod that no other policy selects, but for questions to the DNS. */
function defaultDeny(platform: Platform, directions: NetworkPolicy['directions']): NetworkPolicy {
  const { network } = platform;
  const egress: NetworkRule[] = directions.includes('Egress') ? [{ peers: areaPeers(network.dns), ports: dnsPorts(network) }] : [];
  return {
    name: 'default-deny',
    file: defaultDenyFile,
    workload: undefined,
    selects: undeclaredPods(platform),
    directions,
    ingress: [],
    egress,
    names: undefined,
    stage: 'workload',
    place: network.place,
  };
}

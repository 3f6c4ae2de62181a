import { boundedSuggest, type Place } from '../../diagnostics';
import { foreignWorkloads } from '../design/network/foreign-workloads';
import { hostPeers, indexHosts } from '../design/network/peers';
import { policyOf, type PolicyRule, readPolicy, selects } from '../network/policy';
import { podsOf } from '../network/pods';
import { type NetworkPod, reachabilityOf } from '../network/reach';
import { placeUnder } from '../origin';
import type { RuleContext } from './context';
import { type AreaRules, rule } from './rule';

/** Reports policies that are left out without a reason. */
const networkReasonMissing = rule('network-reason-missing', ({ platform }, report) => {
  const { policies, reason = '', place } = platform.network;
  if (policies !== 'full' && reason.trim() === '') report({ policies }, placeUnder(place, 'policies'));
});

/** Reports a way in of which nothing tells whose pods it is. */
const networkEdgeUnknown = rule('network-edge-unknown', ({ platform, blueprint }, report) => {
  const { network, routing } = platform;
  if (network.policies === 'none' || network.edge !== undefined) return;
  const asked = blueprint.connections.find(({ from }) => from.kind === 'cluster' && from.part === 'edge');
  if (asked === undefined) return;
  const title = blueprint.workloads.find(({ id }) => asked.to.kind === 'workload' && id === asked.to.id)?.title ?? '';
  report({ className: routing?.className, service: title }, routing?.place ?? network.place);
});

/** The most callers that a finding names. */
const mostCallers = 4;

/** Reports hosts that policies would cut, because nothing tells where they are. */
const networkHostUnknown = rule('network-host-unknown', ({ platform, blueprint }, report) => {
  const { network } = platform;
  if (network.policies !== 'full') return;
  const hosts = indexHosts(network);
  const lost = new Map<string, { readonly port: number | undefined; readonly callers: Set<string>; readonly at: Place }>();
  for (const { from, to, port, place } of blueprint.connections) {
    if (to.kind !== 'host' || hostPeers(to.host, hosts) !== undefined) continue;
    const known = lost.get(to.host) ?? { port, callers: new Set<string>(), at: place };
    lost.set(to.host, known);
    if (from.kind === 'workload' || from.kind === 'foreign') known.callers.add(from.id);
  }
  if (lost.size === 0) return;
  const titles = new Map([...blueprint.workloads, ...foreignWorkloads(blueprint.foreign)].map(({ id, title }) => [id, title]));
  for (const [host, { port, callers, at }] of lost) {
    const named = [...new Set([...callers].flatMap((id) => titles.get(id) ?? []))].slice(0, mostCallers);
    report({ host, port, callers: named }, placeOfHost(platform, host) ?? at);
  }
});

/** The place at which an overlay names a host: that is where a person looks. */
function placeOfHost({ backing, externals }: RuleContext['platform'], host: string): Place | undefined {
  const server = backing.find((candidate) => candidate.inCluster === undefined && candidate.host === host);
  return server?.place ?? externals.find((external) => external.host === host)?.place;
}

/** Reports addresses of hosts that nobody calls. */
const networkHostUnused = rule('network-host-unused', ({ platform, blueprint }, report) => {
  const { hosts } = platform.network;
  if (hosts.length === 0) return;
  const { backing, externals } = platform;
  const called = new Set([
    ...blueprint.connections.flatMap(({ to }) => ('host' in to ? [to.host] : [])),
    ...[...backing, ...externals].map(({ host }) => host),
  ]);
  const given = new Set(hosts.map(({ host }) => host));
  const suggest = boundedSuggest([...called].filter((host) => !given.has(host)));
  for (const { host, place } of hosts) if (!called.has(host)) report({ host, suggestion: suggest(host) }, { ...place, key: true });
});

/** Reports workloads of the team that the closed namespace cuts off. */
const networkWorkloadUnpoliced = rule('network-workload-unpoliced', ({ platform, blueprint }, report) => {
  const { network, namespace, createsNamespace } = platform;
  if (network.policies === 'none' || !createsNamespace || blueprint.foreign.length === 0) return;
  const policies = blueprint.foreign
    .flatMap(({ object }) => readPolicy(object, namespace) ?? [])
    .filter((policy) => policy.namespace === namespace);
  const declared = new Set(network.connections.map(({ workload }) => workload));
  for (const { title, labels, object } of foreignWorkloads(blueprint.foreign)) {
    if (declared.has(title) || policies.some((policy) => selects(policy.selects, labels))) continue;
    report({ workload: title }, object.place);
  }
});

/** Reports declared connections that lead to nothing. */
const networkConnectionUnknown = rule('network-connection-unknown', ({ platform, blueprint, serviceByKey }, report) => {
  const { connections } = platform.network;
  if (connections.length === 0) return;
  const workloads = new Set(foreignWorkloads(blueprint.foreign).map(({ title }) => title));
  const servers = new Set(platform.backing.map(({ name }) => name));
  const reachable = new Set(blueprint.workloads.flatMap(({ service, reachable: is }) => (is && service !== undefined ? [service] : [])));
  const suggestTo = boundedSuggest([...reachable, ...servers]);
  const suggestFrom = boundedSuggest([...serviceByKey.keys(), 'edge', 'monitoring']);
  const suggestWorkload = boundedSuggest([...workloads]);
  for (const { workload, to, from, place } of connections) {
    if (!workloads.has(workload))
      report({ name: workload, what: 'workload', suggestion: suggestWorkload(workload) }, { ...place, key: true });
    for (const [index, name] of to.entries())
      if (typeof name === 'string' && !servers.has(name) && !reachable.has(name))
        report({ name, what: 'to', suggestion: suggestTo(name) }, placeUnder(place, 'to', index));
    for (const [index, name] of from.entries())
      if (name !== 'edge' && name !== 'monitoring' && !serviceByKey.has(name))
        report({ name, what: 'from', suggestion: suggestFrom(name) }, placeUnder(place, 'from', index));
  }
});

/**
 * Reports policies of the team that open what nothing declares. Ours alone pass what is declared and nothing else, which tests hold; so nothing is computed unless the team has policies of its own.
 */
const networkPolicyOpens = rule('network-policy-opens', ({ platform, blueprint }, report) => {
  const { network, namespace } = platform;
  if (network.policies === 'none' || blueprint.foreign.length === 0) return;
  const theirs = blueprint.foreign.flatMap(({ object, place }) => {
    const policy = readPolicy(object, namespace);
    return policy?.namespace === namespace ? [{ policy, place }] : [];
  });
  if (theirs.length === 0) return;
  const ours = reachabilityOf(blueprint.networkPolicies.map((policy) => policyOf(policy, namespace)));
  const pods = blueprint.workloads.map((workload) => ({ workload, pod: podsOf(workload, namespace) }));
  for (const { policy, place } of theirs) {
    const alone = reachabilityOf([policy]);
    // Only these can be let in: they are looked for once, and not for each pod that the policy selects.
    const callers = pods.filter(({ pod }) => policy.ingress?.some(({ peers }) => mayName(peers, pod)) === true);
    const opened: { readonly workload: string; readonly other: string }[] = [];
    for (const { workload, pod } of pods) {
      if (!selects(policy.selects, pod.labels)) continue;
      const port = pod.ports[0]?.port ?? 1;
      const stranger = { kind: 'address', address: '192.0.2.1' } as const;
      const opens = (reach: typeof alone, from: typeof pod | typeof stranger, to: typeof pod | typeof stranger, at: number): boolean => {
        const { ingress, egress } = reach(from, to, at, 'TCP');
        return to === pod ? ingress.by.length > 0 : egress.by.length > 0;
      };
      const anyone = policy.ingress !== undefined && opens(alone, stranger, pod, port) && !opens(ours, stranger, pod, port);
      const anywhere = policy.egress !== undefined && opens(alone, pod, stranger, 443) && !opens(ours, pod, stranger, 443);
      const caller = callers.find(({ pod: other }) => other !== pod && opens(alone, other, pod, port) && !opens(ours, other, pod, port));
      const other = anyone
        ? 'be called by anyone'
        : anywhere
          ? 'call any address'
          : caller === undefined
            ? undefined
            : `be called by \`${caller.workload.title}\``;
      if (other !== undefined) opened.push({ workload: workload.title, other });
    }
    const [first] = opened;
    if (first !== undefined) report({ policy: policy.name, ...first, more: opened.length - 1 }, placeUnder(place, 'spec'));
  }
});

/** Whether peers name a pod of the platform, whatever they say of namespaces. */
function mayName(peers: PolicyRule['peers'], pod: NetworkPod): boolean {
  return peers === undefined || peers.some((peer) => peer.kind === 'pods' && selects(peer.pods, pod.labels));
}

/** The rules about what may talk to what. */
export const networkRules: AreaRules<'network'> = [
  networkReasonMissing,
  networkEdgeUnknown,
  networkHostUnknown,
  networkHostUnused,
  networkWorkloadUnpoliced,
  networkConnectionUnknown,
  networkPolicyOpens,
];

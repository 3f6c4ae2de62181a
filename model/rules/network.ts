import { boundedSuggest } from '../../diagnostics';
import { blocksOfAll, isHostName, isHostPattern, isIpAddress } from '../../formats';
import { askedBy } from '../backing';
import type { Connection } from '../blueprint';
import { foreignWorkloads } from '../design/network/foreign-workloads';
import { hostPeers, indexHosts, isApiServer, namespaceIn } from '../design/network/areas';
import { nameAt, nameKindOf } from '../design/network/names';
import { defaultDenyFile, productLabel } from '../design/network/policies';
import { policiesOf, type PolicyRule, selectorOf, selects } from '../network/policy';
import { readPolicies } from '../network/read-policies';
import { podsOf } from '../network/pods';
import { type NetworkPod, reachabilityOf } from '../network/reach';
import { placeOf, placeUnder } from '../origin';
import { type CutInjection, injectionFinder, podMarks } from './facts/injectors';
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

/** Reports the hosts that policies would cut, because nothing tells where they are. */
const networkHostUnknown = rule('network-host-unknown', ({ platform, blueprint }, report) => {
  const { network } = platform;
  if (network.policies !== 'full') return;
  const known = { hosts: indexHosts(network), nameKind: nameKindOf(platform) };
  const lost = new Map<
    string,
    { readonly ports: Set<number>; readonly callers: Set<string>; area: 'internet' | 'private' | 'api-server' }
  >();
  for (const { from, to, port, why } of blueprint.connections) {
    // One that is no host at all is reported as that.
    if (to.kind !== 'host' || !isHost(to.host) || hostPeers(to.host, known.hosts) !== undefined || nameAt(to, known) !== undefined)
      continue;
    const host = lost.get(to.host) ?? { ports: new Set(), callers: new Set<string>(), area: 'internet' };
    lost.set(to.host, host);
    if (port !== undefined) host.ports.add(port);
    if (isApiServer(to.host)) host.area = 'api-server';
    else if (isOfServer(why) || isPrivateName(to.host)) host.area = 'private';
    if (from.kind === 'workload' || from.kind === 'foreign') host.callers.add(from.id);
  }
  if (lost.size === 0) return;
  const titles = new Map([...blueprint.workloads, ...foreignWorkloads(blueprint.foreign)].map(({ id, title }) => [id, title]));
  const hosts = [...lost].sort(([a], [b]) => (a < b ? -1 : 1));
  report(
    {
      hosts: hosts.map(([host, { ports, callers, area }]) => ({
        host,
        ports: [...ports].sort((a, b) => a - b),
        callers: [...new Set([...callers].flatMap((id) => titles.get(id) ?? []))].sort(),
        area: host.includes('.') ? area : 'pods',
      })),
      below: network.declares,
    },
    network.place,
  );
});

/** Whether a text can be a host outside. */
function isHost(text: string): boolean {
  return isHostName(text) || isHostPattern(text) || isIpAddress(text);
}

/** Whether a connection is one to a database server, a cache or a broker: those mostly have no public address. */
function isOfServer(why: Connection['why']): boolean {
  return ['database', 'pooler', 'cache', 'broker'].includes(why);
}

/**
 * Whether a name is one that no public DNS knows.
 * @see https://www.iana.org/assignments/special-use-domain-names/special-use-domain-names.xhtml
 */
function isPrivateName(host: string): boolean {
  return /\.(?:internal|local|localhost|lan|corp|home\.arpa)$/.test(host);
}

/** The ports below it are those at which programs may listen as root alone, so that a Kubernetes Service there mostly leads to another one. */
const firstOfAll = 1024;

/** Reports calls of Kubernetes Services elsewhere whose pods probably listen at another port than the one that is called. */
const networkServicePort = rule('network-service-port', ({ platform, blueprint }, report) => {
  const { network } = platform;
  if (network.policies !== 'full') return;
  const said = new Set(network.hosts.flatMap(({ host, ports }) => ports.map(({ arrives }) => `${host}:${arrives}`)));
  const found = new Set<string>();
  for (const { to, port, place } of blueprint.connections) {
    if (to.kind !== 'host' || port === undefined || port >= firstOfAll || namespaceIn(to.host) === undefined) continue;
    const called = `${to.host}:${port}`;
    if (said.has(called) || found.has(called)) continue;
    found.add(called);
    report({ host: to.host, port }, place);
  }
});

/** The endpoints at which clouds give credentials to pods with an identity, by the annotation of their account; those that the platform lets through by itself are left out. */
const identities: Readonly<Record<string, { readonly cloud: string; readonly host: string; readonly is: RegExp }>> = {
  // https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html
  'eks.amazonaws.com/role-arn': { cloud: 'AWS', host: 'sts.eu-central-1.amazonaws.com', is: /^sts(?:-fips)?\..*amazonaws\.com(?:\.cn)?$/ },
  // https://azure.github.io/azure-workload-identity/docs/
  'azure.workload.identity/client-id': {
    cloud: 'Azure',
    host: 'login.microsoftonline.com',
    is: /^login\.(?:microsoftonline|partner\.microsoftonline)\./,
  },
};

/** Reports services with an identity of a cloud whose policy cuts the endpoint of the credentials. */
const networkIdentityCut = rule('network-identity-cut', ({ platform, blueprint }, report) => {
  if (platform.network.policies !== 'full') return;
  const called = new Map<string, Set<string>>();
  for (const { from, to } of blueprint.connections) {
    if (from.kind !== 'workload' || to.kind !== 'host') continue;
    const hosts = called.get(from.id);
    if (hosts === undefined) called.set(from.id, new Set([to.host]));
    else hosts.add(to.host);
  }
  for (const { key, placement } of platform.services) {
    for (const [annotation, { cloud, host, is }] of Object.entries(identities)) {
      if (!Object.hasOwn(placement.serviceAccount.annotations, annotation)) continue;
      const id = blueprint.workloads.find(({ service, lifetime }) => service === key && lifetime.kind !== 'run-once')?.id ?? '';
      if ([...(called.get(id) ?? [])].some((name) => is.test(name) || name.startsWith('*.'))) continue;
      report({ service: key, annotation, cloud, host }, placeOf(platform, 'services', key, 'serviceAccount', 'annotations', annotation));
    }
  }
});

/**
 * Reports what labels and annotations have put into pods, and policies cut: those of a service at the service, those of all objects of the product, which its Namespace has too, at the product.
 */
const networkInjectionCut = rule('network-injection-cut', ({ platform, blueprint }, report) => {
  const { network, namespace, sources } = platform;
  if (network.policies !== 'full') return;
  const cutIn = injectionFinder(platform, blueprint);
  const ofProduct = new Map<string, { readonly cut: CutInjection; readonly titles: Set<string> }>();
  for (const workload of blueprint.workloads) {
    const { id, title, service, lifetime, pod } = workload;
    const seen = podsOf(workload, namespace);
    for (const cut of cutIn(seen, id, blueprint)) {
      const found = ofProduct.get(cut.injector) ?? { cut, titles: new Set() };
      ofProduct.set(cut.injector, found);
      found.titles.add(title);
    }
    if (lifetime.kind === 'run-once') continue;
    for (const { arrives, ...cut } of cutIn(seen, id, pod.placement)) {
      const by = service === undefined ? 'policy' : 'egress';
      const place =
        service === undefined
          ? workload.place
          : placeOf(platform, 'services', service, cut.mark.includes('label') ? 'podLabels' : 'podAnnotations');
      report({ ...cut, ...(arrives !== undefined && { arrives }), workload: title, more: 0, by }, place);
    }
  }
  for (const { cut, titles } of ofProduct.values()) {
    const [workload = ''] = titles;
    const { arrives, ...rest } = cut;
    const field = cut.mark.includes('label') ? 'labels' : 'annotations';
    report(
      { ...rest, ...(arrives !== undefined && { arrives }), workload, more: titles.size - 1, by: 'policy' },
      placeUnder(sources.manifest, field),
    );
  }
  for (const { id, title, labels, ports, object } of foreignWorkloads(blueprint.foreign)) {
    const named = ports.map((port) => ({ ...port, name: port.name ?? '' }));
    const seen: NetworkPod = { kind: 'pod', namespace, namespaceLabels: {}, labels, ports: named };
    for (const { arrives, ...cut } of cutIn(seen, id, podMarks(object.object)))
      report({ ...cut, ...(arrives !== undefined && { arrives }), workload: title, more: 0, by: 'connections' }, object.place);
  }
});

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

/** Reports hosts that are all pods of the namespace that the platform makes: its own pods, and those of no tree, which nothing tells apart. */
const networkHostUnlabelled = rule('network-host-unlabelled', ({ platform, blueprint, resolveHost }, report) => {
  const { network, namespace, createsNamespace } = platform;
  if (network.policies === 'none' || !createsNamespace) return;
  for (const { host, pods, place } of network.hosts)
    if (pods !== undefined && (pods.namespace ?? namespace) === namespace && Object.keys(pods.labels).length === 0)
      report({ host, namespace, said: true }, place);
  const known = indexHosts(network);
  const named = new Map(platform.services.map(({ name, key }) => [name, key]));
  const seen = new Set<string>();
  for (const { to, place } of blueprint.connections) {
    if (to.kind !== 'host' || seen.has(to.host) || namespaceIn(to.host) !== namespace || known.get(to.host)?.pods !== undefined) continue;
    seen.add(to.host);
    const service = named.get(to.host.slice(0, to.host.indexOf('.')));
    const target = resolveHost(to.host.toLowerCase());
    const server = target.kind === 'backing' ? { server: askedBy(target.endpoint.kind) } : {};
    report({ host: to.host, namespace, said: false, ...(service === undefined ? server : { service }) }, place);
  }
});

/** Reports hosts that are said to be everywhere. */
const networkHostEverywhere = rule('network-host-everywhere', ({ platform }, report) => {
  for (const { host, cidrs, internet, place } of platform.network.hosts) {
    const blocks = internet === true ? undefined : blocksOfAll(cidrs);
    if (blocks !== undefined) report({ host, blocks }, place);
  }
});

/** Reports workloads of the team that the closed namespace cuts off, or that it takes for ours and leaves open. */
const networkWorkloadUnpoliced = rule('network-workload-unpoliced', ({ platform, blueprint }, report) => {
  const { network, namespace, createsNamespace } = platform;
  if (network.policies === 'none' || !createsNamespace || blueprint.foreign.length === 0) return;
  const policies = blueprint.foreign
    .flatMap(({ object }) => readPolicies(object, namespace))
    .filter((policy) => policy.namespace === namespace);
  const declared = new Set(network.connections.map(({ workload }) => workload));
  const closing = blueprint.networkPolicies.find(({ file }) => file === defaultDenyFile);
  for (const { title, labels, object } of foreignWorkloads(blueprint.foreign)) {
    if (declared.has(title)) continue;
    const own = policies.filter((policy) => selects(policy.selects, labels));
    // A bare pod gets the labels of an object of ours.
    const emitted = object.object.kind === 'Pod' ? { [productLabel]: platform.product, ...labels } : labels;
    if (closing === undefined || selects(selectorOf(closing.selects), emitted)) {
      if (own.length === 0) report({ workload: title }, object.place);
      continue;
    }
    const open = closing.directions.filter((direction) =>
      own.every(({ ingress, egress }) => (direction === 'Ingress' ? ingress : egress) === undefined),
    );
    if (open.length > 0) report({ workload: title, open }, object.place);
  }
});

/** The name of a workload of the team's, of its kind and name. */
function nameIn(title: string): string {
  return title.slice(title.indexOf('/') + 1);
}

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
  // The kind is what is mistaken most: that of a Kubernetes Service, or a Deployment for a StatefulSet.
  const titled = new Map([...workloads].map((title) => [nameIn(title), title]));
  for (const { workload, to, from, place } of connections) {
    if (!workloads.has(workload))
      report(
        { name: workload, what: 'workload', suggestion: suggestWorkload(workload) ?? titled.get(nameIn(workload)) },
        { ...place, key: true },
      );
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
  const theirs = blueprint.foreign.flatMap(({ object, place }) =>
    readPolicies(object, namespace).flatMap((policy) => (policy.namespace === namespace ? [{ policy, place }] : [])),
  );
  if (theirs.length === 0) return;
  const ours = reachabilityOf(blueprint.networkPolicies.flatMap((policy) => policiesOf(policy, namespace)));
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
  networkServicePort,
  networkIdentityCut,
  networkInjectionCut,
  networkHostUnused,
  networkHostEverywhere,
  networkHostUnlabelled,
  networkWorkloadUnpoliced,
  networkConnectionUnknown,
  networkPolicyOpens,
];

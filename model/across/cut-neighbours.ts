import { createDiagnostic, type Diagnostic } from '../../diagnostics';
import { groupBy } from '../../formats';
import { clusterHosts } from '../backing/postgres/cluster-names';
import type { Connection } from '../blueprint';
import type { CompiledPlatform } from '../compiled';
import { namespaceIn } from '../design/network/areas';
import { byCluster } from '../design/network/peers';
import { foreignServices, foreignWorkloads } from '../design/network/foreign-workloads';
import { clusterOf, postgresServersOf } from '../platform';
import { podsOf } from '../network/pods';
import { policiesOf } from '../network/policy';
import { type NetworkPod, reachabilityOf } from '../network/reach';
import { readPolicies } from '../network/read-policies';

/** A connection to a Kubernetes Service in the namespace of another product, and who starts it. */
interface Call {
  readonly connection: Connection;
  readonly host: string;
  readonly port: number;
  readonly caller: { readonly title: string; readonly service: string | undefined; readonly pod: NetworkPod };
}

/** What another product has of a name: the service, if one of its own is called at this port, and whether its policies let a pod in. */
type Entry = (name: string, call: Call) => { readonly service: string | undefined; readonly isCut: boolean };

/**
 * Finds declared connections to Kubernetes Services of other products, by their hosts, that the policies of those products cut: what one side lets out, the other does not let in. Environments of one name
 * are taken to be in one cluster. Takes time in proportion to the connections and the policies.
 * @returns a finding for each place that names a service of another product, and one for each other host of a platform
 */
export function cutNeighbours(compiled: readonly CompiledPlatform[]): Diagnostic[] {
  const byNamespace = new Map<string, { readonly of: CompiledPlatform; readonly entry: () => Entry }>();
  for (const of of compiled) {
    const { environment, namespace, network } = of.platform;
    const id = JSON.stringify([environment, namespace]);
    let entry: Entry | undefined;
    // An entry is made when it is asked for: most products call each other by `dependsOn`.
    if (network.policies !== 'none' && !byNamespace.has(id)) byNamespace.set(id, { of, entry: () => (entry ??= entryOf(of)) });
  }
  return byNamespace.size === 0 || compiled.length < 2 ? [] : compiled.flatMap((one) => cutOf(one, byNamespace));
}

function cutOf(
  one: CompiledPlatform,
  byNamespace: ReadonlyMap<string, { readonly of: CompiledPlatform; readonly entry: () => Entry }>,
): Diagnostic[] {
  const { environment, namespace: own } = one.platform;
  const cut = callsOf(one).flatMap((call) => {
    const [name = '', namespace = ''] = call.host.split('.');
    const called = namespace === own ? undefined : byNamespace.get(JSON.stringify([environment, namespace]));
    if (called === undefined || called.of.platform.product === one.platform.product) return [];
    const { service, isCut } = called.entry()(name, call);
    if (!isCut) return [];
    const { why, place } = call.connection;
    // What a service itself declares becomes a dependency; all else is up to the product that is called.
    const dependency =
      call.caller.service !== undefined && service !== undefined && (why === 'egress' || why === 'external') ? service : undefined;
    const id = dependency === undefined ? JSON.stringify([call.host, call.port]) : JSON.stringify([call.caller.service, call.host, place]);
    return [{ id, call, dependency, product: called.of.platform.product }];
  });
  return [...groupBy(cut, ({ id }) => id).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const { call, dependency, product } = first;
    const { host, port, caller, connection } = call;
    const callers = new Set(same.map(({ call: { caller: by } }) => by.service ?? by.title));
    const [name = caller.title] = callers;
    return [
      createDiagnostic(
        'network-neighbour-cut',
        {
          caller: name,
          more: callers.size - 1,
          host,
          port,
          product,
          namespace: own,
          ...(dependency !== undefined && {
            dependency: `${product}/${dependency}`,
            field: connection.why === 'external' ? 'externals' : 'egress',
          }),
        },
        connection.place,
      ),
    ];
  });
}

/** The connections of a platform's own pods, and of the team's, to hosts of Kubernetes Services elsewhere. */
function callsOf({ platform: { namespace }, blueprint }: CompiledPlatform): Call[] {
  const called = blueprint.connections.flatMap((connection) => {
    const { from, to, port } = connection;
    if ((from.kind !== 'workload' && from.kind !== 'foreign') || to.kind !== 'host' || port === undefined) return [];
    return namespaceIn(to.host) === undefined ? [] : [{ connection, id: from.id, host: to.host, port }];
  });
  if (called.length === 0) return [];
  const callers = new Map<string, Call['caller']>([
    ...blueprint.workloads.map(
      (workload) => [workload.id, { title: workload.title, service: workload.service, pod: podsOf(workload, namespace) }] as const,
    ),
    ...foreignWorkloads(blueprint.foreign).map(
      ({ id, title, labels }) =>
        [id, { title, service: undefined, pod: { kind: 'pod', namespace, namespaceLabels: {}, labels, ports: [] } }] as const,
    ),
  ]);
  return called.flatMap(({ id, ...call }) => {
    const caller = callers.get(id);
    return caller === undefined ? [] : [{ ...call, caller }];
  });
}

/** Indexes what is called by name in a product's namespace, and its policies. */
function entryOf({ platform, blueprint }: CompiledPlatform): Entry {
  const { namespace } = platform;
  const reach = reachabilityOf([
    ...blueprint.networkPolicies.flatMap((policy) => policiesOf(policy, namespace)),
    ...blueprint.foreign.flatMap(({ object }) => readPolicies(object, namespace)),
  ]);
  const own = new Map(blueprint.workloads.flatMap((workload) => (workload.reachable ? [[workload.name, workload] as const] : [])));
  const clusters = new Map(
    postgresServersOf(platform).flatMap((server) => {
      const cluster = clusterOf(server);
      return cluster === undefined ? [] : clusterHosts(cluster).map((host) => [host, cluster] as const);
    }),
  );
  const ofTeam = foreignServices(blueprint.foreign, foreignWorkloads(blueprint.foreign));
  const ports = new Map(platform.services.map((service) => [service.key, service.ports]));
  return (name, { connection: { protocol }, port, caller }) => {
    const isIn = (pod: NetworkPod, at: number): boolean => {
      const { closed, by } = reach(caller.pod, pod, at, protocol).ingress;
      return !closed || by.length > 0;
    };
    const workload = own.get(name);
    if (workload !== undefined) {
      const { service } = workload;
      const isOffered = service !== undefined && ports.get(service)?.some((one) => one.port === port && !one.metrics) === true;
      return { service: isOffered ? service : undefined, isCut: !isIn(podsOf(workload, namespace), port) };
    }
    const cluster = clusters.get(name);
    if (cluster !== undefined) {
      const instance: NetworkPod = { kind: 'pod', namespace, namespaceLabels: {}, labels: { ...byCluster(cluster).labels }, ports: [] };
      return { service: undefined, isCut: !isIn(instance, port) };
    }
    const theirs = ofTeam.get(name);
    const pods = theirs?.workloads.map((one) => {
      const named = one.ports.map((listened) => ({ ...listened, name: listened.name ?? '' }));
      const pod: NetworkPod = { kind: 'pod', namespace, namespaceLabels: {}, labels: one.labels, ports: named };
      return { pod, at: theirs.targetPort(port, one) };
    });
    // Of a name that is in no tree nothing tells the pods: they are those of an operator, or of nobody.
    return { service: undefined, isCut: pods?.some(({ pod, at }) => !isIn(pod, at)) ?? false };
  };
}

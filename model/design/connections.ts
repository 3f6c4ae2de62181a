import {
  brokerTopologyId,
  dropJobId,
  hookId,
  initJobId,
  migrationJobId,
  serverId,
  serviceId,
  toolId,
  type Connection,
  type ConnectionEnd,
  type ConnectionReason,
  type Exposure,
  type ForeignObject,
  type Workload,
} from '../blueprint';
import type { Place } from '../../diagnostics';
import { isServiceDomain } from '../../formats';
import { isNeeded, kindOf, messageKind, neededAt } from '../backing';
import { managementPort } from '../backing/rabbitmq/server';
import { placeOf, placeUnder } from '../origin';
import {
  backingOf,
  type BackingService,
  clusterOf,
  isCalled,
  type Neighbour,
  type Platform,
  postgresServersOf,
  type Service,
} from '../platform';
import { type ForeignWorkload, foreignServices } from './network/foreign-workloads';
import { transportOf } from './ports';

const dns: ConnectionEnd = { kind: 'cluster', part: 'dns' };

const workloadEnd = (id: string): ConnectionEnd => ({ kind: 'workload', id });

/** A backing service as the end of a connection: its workload if it runs here, else its host. */
function serverEnd(server: BackingService): ConnectionEnd {
  if (server.inCluster !== undefined) return workloadEnd(serverId(server));
  const cluster = clusterOf(server);
  return cluster === undefined ? { kind: 'host', host: server.host } : { kind: 'operated', cluster, host: server.host };
}

/** A service of another product as the end of a connection. */
function neighbourEnd({ product, namespace, kind, service, host }: Neighbour): ConnectionEnd {
  return { kind: 'neighbour', product, namespace, id: serviceId({ kind, key: service }), host };
}

/**
 * Lists who talks to whom. A service that the platform does not have, which is a finding, gets no connection.
 * @returns by the workload that starts the connection; first those that come from outside
 */
export function designConnections(platform: Platform, { workloads, exposures, foreign, ofTeam }: Connected): Connection[] {
  const connections: Connection[] = [];
  const { port: dnsPort } = platform.network.dns;
  const add = (
    from: ConnectionEnd,
    to: ConnectionEnd,
    port: number | undefined,
    why: ConnectionReason,
    place: Place,
    protocol: Connection['protocol'] = 'TCP',
  ): void => void connections.push({ from, to, port, protocol, why, place });
  const byId = new Map(workloads.map((workload) => [workload.id, workload]));

  addFromOutside(workloads, exposures, byId, add);
  addFromNeighbours(platform, byId, add);
  for (const { id, place, lifetime } of workloads) {
    const from = workloadEnd(id);
    add(from, dns, dnsPort, 'dns', place, 'UDP');
    add(from, dns, dnsPort, 'dns', place);
    if (lifetime.kind === 'stateful' && lifetime.replicas > 1) add(from, from, undefined, 'peers', place);
  }
  addFromServices(platform, byId, add);
  addFromTools(platform, add);
  addFromTopologyJob(platform, byId, add);
  if (foreign.length === 0) return atTheirPorts(platform, toPoolersOfClusters(platform, connections));
  addOfTeam(platform, { ofTeam, byId }, add);
  return atTheirPorts(platform, toPoolersOfClusters(platform, toServicesOfTeam(platform, connections, foreign, ofTeam)));
}

/** The port at which PgBouncer listens in the pods of a `Pooler`, whatever its Kubernetes Service says. */
const poolerPort = 5432;

/**
 * Leads connections to the `Pooler` of a `Cluster` of CloudNativePG to its pods, which have the labels of the `Cluster`. A pooler in the namespace that neither the registry nor the team nor
 * `network.hosts` knows is one.
 * @see https://cloudnative-pg.io/documentation/current/connection_pooling/
 */
function toPoolersOfClusters(platform: Platform, connections: readonly Connection[]): Connection[] {
  const clusters = new Map(
    postgresServersOf(platform).flatMap((server) => {
      const cluster = clusterOf(server);
      const [name = '', namespace = platform.namespace, ...rest] = server.pooler?.host.split('.') ?? [];
      const isHere = namespace === platform.namespace && (rest.length === 0 || isServiceDomain(rest));
      const isKnown = name === '' || platform.network.hosts.some(({ host }) => host === server.pooler?.host);
      return cluster === undefined || !isHere || isKnown ? [] : [[server.pooler?.host, cluster] as const];
    }),
  );
  if (clusters.size === 0) return [...connections];
  return connections.map((connection) => {
    const { to, why } = connection;
    const cluster = why === 'pooler' && to.kind === 'host' ? clusters.get(to.host) : undefined;
    if (cluster === undefined || to.kind !== 'host') return connection;
    return { ...connection, to: { kind: 'operated', cluster, host: to.host }, port: poolerPort };
  });
}

/** Gives connections to hosts the port at which they arrive, where the overlay says another one than is called. */
function atTheirPorts({ network }: Platform, connections: Connection[]): Connection[] {
  const ports = new Map(
    network.hosts.flatMap(({ host, ports: each }) => each.map(({ called, arrives }) => [`${host}:${called}`, arrives] as const)),
  );
  if (ports.size === 0) return connections;
  return connections.map((connection) => {
    const { to, port } = connection;
    const arrives = to.kind === 'host' && port !== undefined ? ports.get(`${to.host}:${port}`) : undefined;
    return arrives === undefined ? connection : { ...connection, port: arrives };
  });
}

/** What connections are found in. */
export interface Connected {
  readonly workloads: readonly Workload[];
  readonly exposures: readonly Exposure[];
  readonly foreign: readonly ForeignObject[];
  /** The workloads among `foreign`. */
  readonly ofTeam: readonly ForeignWorkload[];
}

type Add = (
  from: ConnectionEnd,
  to: ConnectionEnd,
  port: number | undefined,
  why: ConnectionReason,
  place: Place,
  protocol?: Connection['protocol'],
) => void;

/** The calls of services of other products. */
function addFromNeighbours({ network, services }: Platform, byId: ReadonlyMap<string, Workload>, add: Add): void {
  const byKey = new Map(services.map((service) => [service.key, service]));
  for (const { product, namespace: theirs, service, calls, place } of network.callers) {
    const called = byKey.get(calls);
    const id = called === undefined ? '' : serviceId(called);
    if (called === undefined || byId.get(id)?.reachable !== true) continue;
    const from: ConnectionEnd = {
      kind: 'neighbour',
      product,
      namespace: theirs,
      id: `service/${service}`,
      host: `${service}.${theirs}.svc`,
    };
    for (const { port, protocol, metrics } of called.ports)
      if (!metrics) add(from, workloadEnd(id), port, 'dependsOn', place, transportOf(protocol));
  }
}

/** What the team's own workloads talk to, as far as the overlay says it. */
function addOfTeam(
  platform: Platform,
  { ofTeam, byId }: { readonly ofTeam: readonly ForeignWorkload[]; readonly byId: ReadonlyMap<string, Workload> },
  add: Add,
): void {
  const byTitle = new Map(ofTeam.map((workload) => [workload.title, workload]));
  const services = new Map(platform.services.map((service) => [service.key, service]));
  const servers = new Map(platform.backing.map((server) => [server.name, server]));
  for (const { workload, to, from, place } of platform.network.connections) {
    const own = byTitle.get(workload);
    if (own === undefined) continue;
    const end: ConnectionEnd = { kind: 'foreign', id: own.id, host: own.object.object.metadata.name };
    add(end, dns, platform.network.dns.port, 'dns', place, 'UDP');
    add(end, dns, platform.network.dns.port, 'dns', place);
    for (const [index, other] of to.entries()) {
      const at = placeUnder(place, 'to', index);
      if (typeof other !== 'string') {
        add(end, { kind: 'host', host: other.host }, other.port, 'declared', at, other.protocol);
        continue;
      }
      const server = servers.get(other);
      if (server !== undefined) add(end, serverEnd(server), server.port, 'declared', at);
      const service = services.get(other);
      if (service === undefined || byId.get(serviceId(service))?.reachable !== true) continue;
      for (const { port, protocol, metrics } of service.ports)
        if (!metrics) add(end, workloadEnd(serviceId(service)), port, 'declared', at, transportOf(protocol));
    }
    for (const [index, other] of from.entries()) {
      const service = services.get(other);
      const caller: ConnectionEnd | undefined =
        other === 'edge' || other === 'monitoring'
          ? { kind: 'cluster', part: other }
          : service && byId.has(serviceId(service))
            ? workloadEnd(serviceId(service))
            : undefined;
      if (caller === undefined) continue;
      const at = placeUnder(place, 'from', index);
      if (own.ports.length === 0) add(caller, end, undefined, 'declared', at);
      for (const { port, protocol } of own.ports) add(caller, end, port, 'declared', at, protocol);
    }
  }
}

/** Leads connections to a host that is a Kubernetes Service of the team's to the pods behind it. */
function toServicesOfTeam(
  { namespace }: Platform,
  connections: readonly Connection[],
  foreign: readonly ForeignObject[],
  ofTeam: readonly ForeignWorkload[],
): Connection[] {
  const services = foreignServices(foreign, ofTeam);
  if (services.size === 0) return [...connections];
  return connections.flatMap((connection) => {
    const { to, port } = connection;
    if (to.kind !== 'host' || port === undefined) return connection;
    const [name = '', theirs = namespace, ...rest] = to.host.split('.');
    const found = theirs === namespace && (rest.length === 0 || isServiceDomain(rest)) ? services.get(name) : undefined;
    if (found === undefined || found.workloads.length === 0) return connection;
    return found.workloads.map((workload) => ({
      ...connection,
      to: { kind: 'foreign', id: workload.id, host: to.host } as const,
      port: found.targetPort(port, workload),
    }));
  });
}

function addFromOutside(
  workloads: readonly Workload[],
  exposures: readonly Exposure[],
  byId: ReadonlyMap<string, Workload>,
  add: Add,
): void {
  const reached = new Set<string>();
  const byName = new Map(workloads.map((workload) => [workload.reachable ? workload.name : '', workload]));
  const reach = (workload: string, port: number, place: Place): void => {
    const end = `${workload}:${port}`;
    if (reached.has(end)) return;
    reached.add(end);
    add({ kind: 'cluster', part: 'edge' }, workloadEnd(workload), port, 'edge', place);
  };
  for (const { routes } of exposures) {
    for (const { backends, place } of routes) {
      for (const { workload, port: name } of backends) {
        const port = byId.get(workload)?.pod.containers[0]?.ports.find((candidate) => candidate.name === name)?.port;
        if (port !== undefined) reach(workload, port, place);
      }
    }
  }
  // The edge also asks the service that checks logins, which need not have a route.
  for (const { authBackend, place } of exposures) {
    const asked = authBackend && byName.get(authBackend.name);
    if (asked !== undefined && authBackend !== undefined) reach(asked.id, authBackend.port, place);
  }
  for (const { id, metrics, place } of workloads) {
    if (metrics !== undefined)
      add({ kind: 'cluster', part: 'monitoring' }, workloadEnd(id), metrics.port, 'scrape', placeUnder(place, 'metrics'));
  }
}

function dependenciesOf(platform: Platform, { key, dependsOn }: Service): (readonly [string, Place])[] {
  return dependsOn.map((dependency, index) => [dependency, placeOf(platform, 'services', key, 'dependsOn', index)]);
}

/** The Job that brings the broker to the topology speaks to its management plugin, and to nothing else. */
function addFromTopologyJob(platform: Platform, byId: ReadonlyMap<string, Workload>, add: Add): void {
  const job = byId.get(brokerTopologyId);
  const broker = backingOf(platform, messageKind);
  if (job !== undefined && broker !== undefined)
    add(workloadEnd(job.id), serverEnd(broker), managementPort, kindOf(broker).component, job.place);
}

/** The annotation by which an account has an identity of Google Cloud. */
const gkeIdentity = 'iam.gke.io/gcp-service-account';

/**
 * The metadata server of a node of Google Kubernetes Engine, which gives pods the credentials of their own identity: with Dataplane V2, and with Calico.
 * @see https://docs.cloud.google.com/kubernetes-engine/docs/how-to/network-policy
 */
const gkeMetadata = [
  { host: '169.254.169.254', port: 80 },
  { host: '169.254.169.252', port: 988 },
] as const;

function addFromServices(platform: Platform, byId: ReadonlyMap<string, Workload>, add: Add): void {
  const { services, backing } = platform;
  const byKey = new Map(services.map((service) => [service.key, service]));
  const externals = new Map(platform.externals.map((external) => [external.name, external]));
  const neighbours = new Map(platform.neighbours.map((neighbour) => [neighbour.key, neighbour]));
  const called = new Map(services.map((service) => [service.key, { id: serviceId(service), ports: service.ports }]));
  const named = new Map(services.map((service) => [service.name, workloadEnd(serviceId(service))]));
  for (const service of services) {
    const { key } = service;
    const lender = byKey.get(service.of?.service ?? '');
    const database = service.database ?? service.of?.database;
    // A migration is given the service's whole environment, and may use it.
    const callers = [serviceId(service), migrationJobId(key), ...service.hooks.map(({ name }) => hookId(key, name))]
      .filter((id) => byId.has(id))
      .map(workloadEnd);
    // What runs another command of a service has its addresses, and may call whatever that one calls.
    const lists = [service, ...(lender === undefined ? [] : [lender])];
    for (const from of callers) {
      for (const [dependency, at] of lists.flatMap((list) => dependenciesOf(platform, list))) {
        const neighbour = neighbours.get(dependency);
        if (neighbour !== undefined && isCalled(neighbour)) {
          const end = neighbourEnd(neighbour);
          for (const { port, protocol, metrics } of neighbour.ports)
            if (!metrics) add(from, end, port, 'dependsOn', at, transportOf(protocol));
        }
        const { id, ports = [] } = called.get(dependency) ?? {};
        if (id === undefined || dependency === key || byId.get(id)?.reachable !== true) continue;
        for (const { port, protocol, metrics } of ports) {
          if (!metrics) add(from, workloadEnd(id), port, 'dependsOn', at, transportOf(protocol));
        }
      }
      for (const server of backing) {
        if (server.kind === 'postgres' || !isNeeded(service, server.kind)) continue;
        add(from, serverEnd(server), server.port, kindOf(server).component, neededAt(platform, service, server.kind));
      }
      for (const name of service.externals) {
        const external = externals.get(name);
        if (external === undefined) continue;
        const end = external.service === undefined ? undefined : called.get(external.service);
        const to: ConnectionEnd = end === undefined ? { kind: 'host', host: external.host } : workloadEnd(end.id);
        add(from, to, external.port, 'external', placeOf(platform, 'services', key, 'externals'), external.protocol);
      }
      const { otlp } = platform.observability;
      if (otlp !== undefined)
        add(from, { kind: 'host', host: otlp.host }, otlp.port, 'telemetry', placeOf(platform, 'observability', 'otlp'));
      for (const { host, port, protocol, place: at } of lists.flatMap(({ egress = [] }) => egress))
        add(from, { kind: 'host', host }, port, 'egress', at, protocol);
      if (Object.hasOwn(service.placement.serviceAccount.annotations, gkeIdentity))
        for (const { host, port } of gkeMetadata)
          add(
            from,
            { kind: 'host', host },
            port,
            'identity',
            placeOf(platform, 'services', key, 'serviceAccount', 'annotations', gkeIdentity),
          );
    }
    if (database?.server === undefined) continue;
    const { server } = database;
    const { pooler } = server;
    const pooled = pooler === undefined ? undefined : (named.get(pooler.host) ?? ({ kind: 'host', host: pooler.host } as const));
    // The containers that wait before a pod starts go to the server itself, and migrations do.
    for (const from of callers)
      if (pooler !== undefined && pooled !== undefined && from.kind === 'workload' && from.id !== migrationJobId(key))
        add(from, pooled, pooler.port, 'pooler', placeOf(platform, 'services', key, 'database'));
    const inits = [initJobId(key), dropJobId(key)].filter((id) => byId.has(id)).map(workloadEnd);
    for (const from of [...inits, ...callers])
      add(from, serverEnd(server), server.port, 'database', placeOf(platform, 'services', key, 'database'));
  }
}

function addFromTools(platform: Platform, add: Add): void {
  const serverOf = new Map(platform.services.map(({ key, database }) => [key, database?.server]));
  for (const tool of platform.tools) {
    const shown = tool.name === 'pgadmin' ? undefined : serverOf.get(tool.service);
    const servers = tool.name === 'pgadmin' ? postgresServersOf(platform) : shown === undefined ? [] : [shown];
    for (const server of servers) add(workloadEnd(toolId(tool)), serverEnd(server), server.port, 'tool', tool.place);
  }
}

import {
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
  type Workload,
} from '../blueprint';
import type { Place } from '../../diagnostics';
import { isNeeded, kindOf, neededAt } from '../backing';
import { placeOf, placeUnder } from '../origin';
import { type BackingService, clusterOf, isCalled, type Neighbour, type Platform, postgresServersOf, type Service } from '../platform';
import { transportOf } from './ports';

/** The port on which the DNS of a cluster answers, over UDP and over TCP. */
const dnsPort = 53;

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
export function designConnections(platform: Platform, workloads: readonly Workload[], exposures: readonly Exposure[]): Connection[] {
  const connections: Connection[] = [];
  const add = (
    from: ConnectionEnd,
    to: ConnectionEnd,
    port: number,
    why: ConnectionReason,
    place: Place,
    protocol: Connection['protocol'] = 'TCP',
  ): void => void connections.push({ from, to, port, protocol, why, place });
  const byId = new Map(workloads.map((workload) => [workload.id, workload]));

  addFromOutside(workloads, exposures, byId, add);
  for (const { id, place } of workloads) {
    const from = workloadEnd(id);
    add(from, dns, dnsPort, 'dns', place, 'UDP');
    add(from, dns, dnsPort, 'dns', place);
  }
  addFromServices(platform, byId, add);
  addFromTools(platform, add);
  return connections;
}

type Add = (
  from: ConnectionEnd,
  to: ConnectionEnd,
  port: number,
  why: ConnectionReason,
  place: Place,
  protocol?: Connection['protocol'],
) => void;

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
        add(from, to, external.port, 'external', placeOf(platform, 'services', key, 'externals'));
      }
      const { otlp } = platform.observability;
      if (otlp !== undefined)
        add(from, { kind: 'host', host: otlp.host }, otlp.port, 'telemetry', placeOf(platform, 'observability', 'otlp'));
      for (const { host, port, place: at } of lists.flatMap(({ egress = [] }) => egress))
        add(from, { kind: 'host', host }, port, 'egress', at);
    }
    if (database?.server === undefined) continue;
    const { server } = database;
    const { pooler } = server;
    const pooled = pooler === undefined ? undefined : (named.get(pooler.host) ?? ({ kind: 'host', host: pooler.host } as const));
    // The containers that wait before a pod starts go to the server itself, and migrations do.
    for (const from of callers)
      if (pooler !== undefined && pooled !== undefined && from.kind === 'workload' && from.id !== migrationJobId(key))
        add(from, pooled, pooler.port, 'pooler', placeOf(platform, 'services', key, 'database'));
    const inits = byId.has(initJobId(key)) ? [workloadEnd(initJobId(key))] : [];
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

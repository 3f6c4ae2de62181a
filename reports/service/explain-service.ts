import { formatImageReference, groupBy } from '../../formats';
import type { CompiledPlatform, Connection, ConnectionEnd, Service } from '../../model';
import { serviceId } from '../../model/blueprint';

/** Whom a service talks to, or who talks to it. */
export interface ServiceEdge {
  /** The name by which people speak of it, such as a registry key, a host or `edge`. */
  readonly other: string;
  /** Undefined for every port. */
  readonly port: number | undefined;
  readonly protocol: Connection['protocol'];
  readonly why: Connection['why'];
}

/** What is known of one service, for people who are about to change it. */
export interface ServiceExplanation {
  readonly product: string;
  readonly environment: string;
  readonly key: string;
  readonly label: string;
  readonly kind: Service['kind'];
  readonly team: string | undefined;
  readonly image: string;
  /** Pods at least. */
  readonly replicas: number;
  /** Such as `shop.example.com/api/v1/orders`. */
  readonly routes: readonly string[];
  readonly calledBy: readonly ServiceEdge[];
  readonly calls: readonly ServiceEdge[];
  /** The services of this platform that fail with it, by how many calls they are away: the first list calls it, the second calls those. */
  readonly stopsWithIt: readonly (readonly string[])[];
  /** The routes that are refused without it, because it is asked whether a request has a login. */
  readonly loginsOf: readonly string[];
  readonly database:
    | {
        readonly name: string;
        readonly server: string | undefined;
        readonly role: string;
        readonly guests: readonly string[];
        readonly alsoOnServer: readonly string[];
      }
    | undefined;
  /** Secrets that its pods and Jobs read, with the purposes. */
  readonly secrets: readonly { readonly name: string; readonly purposes: readonly string[]; readonly alsoReadBy: readonly string[] }[];
  /** The names of its network policies. */
  readonly policies: readonly string[];
  /** The names of the alerts about it. */
  readonly alerts: readonly string[];
}

/**
 * Says what a service is, who needs it and what it needs: what a person wants to know before it is changed or stopped.
 * @returns undefined if the platform has no such service
 */
export function explainService(compiled: CompiledPlatform, key: string): ServiceExplanation | undefined {
  const { platform, blueprint } = compiled;
  const service = platform.services.find((one) => one.key === key || one.name === key);
  if (service === undefined) return undefined;
  const id = serviceId(service);
  const own = new Set(blueprint.workloads.flatMap((workload) => (workload.service === service.key ? [workload.id] : [])));
  const titles = new Map(blueprint.workloads.map((workload) => [workload.id, workload.service ?? workload.name]));
  const edge = (end: ConnectionEnd, { port, protocol, why }: Connection): ServiceEdge => ({
    other: titleOf(end, titles),
    port,
    protocol,
    why,
  });
  const isOwn = (end: ConnectionEnd): boolean => end.kind === 'workload' && own.has(end.id);
  const { connections } = blueprint;
  return {
    product: platform.product,
    environment: platform.environment,
    key: service.key,
    label: service.label,
    kind: service.kind,
    team: service.team,
    image: formatImageReference(service.image),
    replicas: service.replicas,
    routes: routesOf(compiled, id),
    calledBy: distinct(connections.filter(({ from, to }) => isOwn(to) && !isOwn(from)).map((one) => edge(one.from, one))),
    calls: distinct(connections.filter(({ from, to }) => isOwn(from) && !isOwn(to)).map((one) => edge(one.to, one))),
    stopsWithIt: wavesOf(compiled, service.key),
    loginsOf: loginsOf(compiled, service),
    database: databaseOf(compiled, service),
    secrets: secretsOf(compiled, own, titles),
    policies: blueprint.networkPolicies.flatMap(({ workload, name }) => (workload !== undefined && own.has(workload) ? [name] : [])),
    alerts: blueprint.ruleSets.flatMap(({ workload, groups }) =>
      workload !== undefined && own.has(workload)
        ? groups.flatMap(({ rules }) => rules.flatMap((rule) => ('alert' in rule && typeof rule.alert === 'string' ? [rule.alert] : [])))
        : [],
    ),
  };
}

function titleOf(end: ConnectionEnd, titles: ReadonlyMap<string, string>): string {
  switch (end.kind) {
    case 'workload':
      return titles.get(end.id) ?? end.id;
    case 'host':
    case 'operated':
    case 'foreign':
      return end.host;
    case 'neighbour':
      return `${end.product}/${end.id.split('/').at(-1) ?? end.id}`;
    case 'cluster':
      return end.part;
  }
}

function distinct(edges: readonly ServiceEdge[]): ServiceEdge[] {
  return [...new Map(edges.map((edge) => [JSON.stringify(edge), edge])).values()].filter(({ why }) => why !== 'dns');
}

function routesOf({ blueprint }: CompiledPlatform, id: string): string[] {
  const routes = blueprint.exposures.flatMap((exposure) =>
    exposure.routes.flatMap(({ path, backends }) =>
      backends.some(({ workload }) => workload === id) ? exposure.hosts.map((host) => `${host}${path}`) : [],
    ),
  );
  return [...new Set(routes)];
}

function loginsOf({ blueprint }: CompiledPlatform, { name }: Service): string[] {
  const asking = blueprint.exposures.filter(({ authBackend }) => authBackend?.name === name);
  return [...new Set(asking.flatMap(({ hosts, routes }) => routes.flatMap(({ path }) => hosts.map((host) => `${host}${path}`))))];
}

/** The callers of a service, then their callers, each service once. */
function wavesOf({ platform }: CompiledPlatform, key: string): string[][] {
  const calls = platform.services.flatMap(({ key: caller, dependsOn }) => dependsOn.map((called) => ({ caller, called })));
  const callers = groupBy(calls, ({ called }) => called);
  const seen = new Set([key]);
  const waves: string[][] = [];
  let wave = [key];
  while (wave.length > 0) {
    wave = [...new Set(wave.flatMap((one) => callers.get(one) ?? []).map(({ caller }) => caller))].filter((one) => !seen.has(one)).sort();
    for (const one of wave) seen.add(one);
    if (wave.length > 0) waves.push(wave);
  }
  return waves;
}

function databaseOf({ platform }: CompiledPlatform, { key, database }: Service): ServiceExplanation['database'] {
  if (database === undefined) return undefined;
  const { name, server, role, guest } = database;
  const owner = guest?.of ?? key;
  const others = platform.services.filter((other) => other.key !== key && other.database !== undefined);
  return {
    name,
    server: server?.host,
    role,
    guests: others.flatMap((other) => (other.database?.guest?.of === owner ? [other.key] : [])),
    alsoOnServer: others.flatMap((other) =>
      server !== undefined && other.database?.server === server && other.database.name !== name ? [other.key] : [],
    ),
  };
}

function secretsOf(
  { blueprint }: CompiledPlatform,
  own: ReadonlySet<string>,
  titles: ReadonlyMap<string, string>,
): ServiceExplanation['secrets'] {
  return blueprint.references
    .filter(({ kind }) => kind === 'Secret')
    .flatMap(({ name, uses }) => {
      const purposes = uses.flatMap(({ purpose, readers }) => (readers.some((reader) => own.has(reader)) ? [purpose] : []));
      const others = uses.flatMap(({ readers }) => readers.flatMap((reader) => (own.has(reader) ? [] : (titles.get(reader) ?? []))));
      return purposes.length === 0 ? [] : [{ name, purposes: [...new Set(purposes)].sort(), alsoReadBy: [...new Set(others)].sort() }];
    });
}

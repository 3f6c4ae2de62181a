import { serverId, type Blueprint, type ConnectionEnd } from '../../blueprint';
import { type Platform, type Postgres, postgresServersOf } from '../../platform';

/** How many connections the workloads may open to one server, against how many it takes. */
export interface ConnectionBudget {
  readonly server: Postgres;
  readonly maxConnections: number;
  /** The connections that PostgreSQL keeps for superusers, and those that are left for people and backups. */
  readonly reserved: number;
  /** One connection for each init Job and each migration Job. */
  readonly jobs: number;
  /** The pools of each service: of its pods, or, with a pooler, of the `maxPods` instances of that. */
  readonly services: readonly { readonly key: string; readonly maxPods: number; readonly poolSize: number }[];
  /** The connections that development tools open beside them. */
  readonly tools: readonly { readonly name: string; readonly connections: number }[];
  /** The sum over services, Jobs and tools. */
  readonly needed: number;
}

/** PostgreSQL keeps 3 of its connections for superusers; ten more are for people, backups and monitoring. */
const reservedConnections = 13;

/**
 * Adds up, for each server, the connections that all workloads may open at once, in the middle of a rollout, while the Jobs run and people look
 * into the databases.
 * @returns in the order of the servers, of those that a service's database is on
 */
export function connectionBudgets(platform: Platform, { connections, workloads }: Blueprint): ConnectionBudget[] {
  const servers = postgresServersOf(platform);
  const serverByEnd = new Map(servers.map((server) => [endOf(server), server]));
  const workloadById = new Map(workloads.map((workload) => [workload.id, workload]));
  const databases = new Map(platform.services.map(({ key, database, of }) => [key, database ?? of?.database]));
  const toolConnections = new Map(platform.tools.map((tool) => [tool.name as string, tool.connections]));
  const drafts = new Map<
    Postgres,
    {
      jobs: number;
      services: ConnectionBudget['services'][number][];
      tools: ConnectionBudget['tools'][number][];
      /** The logins that a pooler has been counted for. */
      pooled: Set<string>;
    }
  >();
  for (const { from, to, port, why } of connections) {
    const workload = from.kind === 'workload' ? workloadById.get(from.id) : undefined;
    if (workload === undefined || (why !== 'database' && why !== 'tool')) continue;
    const database = databases.get(workload.service ?? '');
    const server = database === undefined ? serverByEnd.get(textOf(to, port)) : database.server;
    if (server === undefined) continue;
    const draft = drafts.get(server) ?? { jobs: 0, services: [], tools: [], pooled: new Set() };
    drafts.set(server, draft);
    const { kind, service = '', title, pods } = workload;
    // All pods with one login share what the pooler opens for it; the containers that wait have ended before.
    if (server.pooler !== undefined && kind !== 'tool' && kind !== 'init' && kind !== 'migration') {
      const login = database?.secretName ?? service;
      if (!draft.pooled.has(login))
        draft.services.push({ key: service, maxPods: server.pooler.instances, poolSize: server.pooler.poolSize });
      draft.pooled.add(login);
    } else if (kind === 'service' || kind === 'worker' || kind === 'cron' || kind === 'stateful')
      draft.services.push({ key: service, maxPods: pods.most, poolSize: database?.poolSize ?? 0 });
    // A hook has the pool of a pod.
    else if (kind === 'hook')
      draft.services.push({ key: `${service} (hook ${title})`, maxPods: pods.most, poolSize: database?.poolSize ?? 0 });
    else if (kind === 'tool') draft.tools.push({ name: title, connections: toolConnections.get(title) ?? 0 });
    else draft.jobs += 1;
  }
  return servers.flatMap((server): ConnectionBudget[] => {
    const draft = drafts.get(server);
    if (draft === undefined || draft.services.length === 0) return [];
    const { jobs, services, tools } = draft;
    const pools = services.reduce((sum, { maxPods, poolSize }) => sum + maxPods * poolSize, jobs);
    const needed = tools.reduce((sum, tool) => sum + tool.connections, pools);
    return [{ server, maxConnections: server.maxConnections, reserved: reservedConnections, jobs, services, tools, needed }];
  });
}

function endOf(server: Postgres): string {
  return textOf(
    server.inCluster === undefined ? { kind: 'host', host: server.host } : { kind: 'workload', id: serverId(server) },
    server.port,
  );
}

function textOf(end: ConnectionEnd, port: number | undefined): string {
  if (end.kind === 'workload') return end.id;
  return end.kind === 'cluster' ? end.part : `${end.host}:${port}`;
}

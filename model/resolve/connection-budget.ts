import type { ConnectionBudget, Postgres, Service, Tool } from '../platform';

/** PostgreSQL keeps 3 of its connections for superusers; ten more are for people, backups and monitoring. */
const reservedConnections = 13;

/**
 * Adds up, for each server, the connections that all services may open at once, in the middle of a rollout, while the Jobs run and people look
 * into the databases.
 * @returns in the order of the servers, of those that a service's database is on
 */
export function resolveConnectionBudgets(
  services: readonly Service[],
  servers: readonly Postgres[],
  tools: readonly Tool[],
): ConnectionBudget[] {
  const onServer = new Map<Postgres, Service[]>();
  const serverOf = new Map<string, Postgres>();
  for (const service of services) {
    const server = service.database?.server;
    if (server === undefined) continue;
    serverOf.set(service.key, server);
    const others = onServer.get(server);
    if (others === undefined) onServer.set(server, [service]);
    else others.push(service);
  }
  return servers.flatMap((server): ConnectionBudget[] => {
    const using = onServer.get(server);
    if (using === undefined) return [];
    const reaching = tools.filter((tool) => tool.name === 'pgadmin' || serverOf.get(tool.service) === server);
    return [connectionBudget(server, using, reaching)];
  });
}

function connectionBudget(server: Postgres, services: readonly Service[], tools: readonly Tool[]): ConnectionBudget {
  const pools = services.flatMap(({ key, maxPods, database }) =>
    database === undefined ? [] : [{ key, maxPods, poolSize: database.poolSize }],
  );
  const migrations = services.filter(({ migration }) => migration.mode === 'job');
  const initJobs = server.provisioning.by === 'init-job' ? pools.length : 0;
  const jobs = initJobs + migrations.length;
  const ofTools = tools.map(({ name, connections }) => ({ name, connections }));
  return {
    server,
    maxConnections: server.maxConnections,
    reserved: reservedConnections,
    jobs,
    services: pools,
    tools: ofTools,
    needed:
      pools.reduce((sum, { maxPods, poolSize }) => sum + maxPods * poolSize, jobs) +
      ofTools.reduce((sum, { connections }) => sum + connections, 0),
  };
}

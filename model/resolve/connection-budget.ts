import type { ConnectionBudget, Postgres, Service, Tool } from '../platform';

/** PostgreSQL keeps 3 of its connections for superusers; ten more are for people, backups and monitoring. */
const reservedConnections = 13;

/**
 * Adds up the connections that all services may open at once, in the middle of a rollout, while the Jobs run and people look into the
 * databases.
 * @returns nothing when no service has a database
 */
export function resolveConnectionBudget(services: readonly Service[], postgres: Postgres | undefined, tools: readonly Tool[]): ConnectionBudget | undefined {
  if (postgres === undefined) return undefined;
  const pools = services.flatMap(({ key, maxPods, database }) => (database === undefined ? [] : [{ key, maxPods, poolSize: database.poolSize }]));
  if (pools.length === 0) return undefined;
  const migrations = services.filter(({ database, migration }) => database !== undefined && migration.mode === 'job');
  const jobs = pools.length + migrations.length;
  const ofTools = tools.map(({ name, connections }) => ({ name, connections }));
  return {
    maxConnections: postgres.maxConnections,
    reserved: reservedConnections,
    jobs,
    services: pools,
    tools: ofTools,
    needed: pools.reduce((sum, { maxPods, poolSize }) => sum + maxPods * poolSize, jobs) + ofTools.reduce((sum, { connections }) => sum + connections, 0),
  };
}

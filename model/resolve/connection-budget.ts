import type { ConnectionBudget, Postgres, Service } from '../platform';

/** PostgreSQL keeps 3 of its connections for superusers; ten more are for people, backups and monitoring. */
const reservedConnections = 13;

/**
 * Adds up the connections that all services may open at once, in the middle of a rollout and while the Jobs run.
 * @returns nothing when no service has a database
 */
export function resolveConnectionBudget(services: readonly Service[], postgres: Postgres | undefined): ConnectionBudget | undefined {
  if (postgres === undefined) return undefined;
  const pools = services.flatMap(({ key, maxPods, database }) => (database === undefined ? [] : [{ key, maxPods, poolSize: database.poolSize }]));
  if (pools.length === 0) return undefined;
  const migrations = services.filter(({ database, migration }) => database !== undefined && migration.mode === 'job');
  const jobs = pools.length + migrations.length;
  return {
    maxConnections: postgres.maxConnections,
    reserved: reservedConnections,
    jobs,
    services: pools,
    needed: pools.reduce((sum, { maxPods, poolSize }) => sum + maxPods * poolSize, jobs),
  };
}

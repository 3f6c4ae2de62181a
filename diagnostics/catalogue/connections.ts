import { entry } from './entry';
import { counted, quoted } from './wording';

/** One line of the sum of connections. */
export interface Pool {
  readonly service: string;
  readonly pods: number;
  readonly poolSize: number;
}

/** Findings about how many connections services open to the database server. */
export const connectionsEntries = {
  'connection-budget': entry<{
    server: string;
    /** The field of the overlay that declares the server. */
    field: string;
    needed: number;
    maxConnections: number;
    reserved: number;
    jobs: number;
    tools: readonly { readonly name: string; readonly connections: number }[];
    pools: readonly Pool[];
    /** The largest pool that fits, or 0 when none does. */
    fittingPoolSize: number;
  }>({
    severity: 'error',
    title: 'the services may open more connections than a database server takes',
    explanation:
      'In the middle of a rollout old and new pods run side by side, each with a full pool. A server that is out of connections refuses all ' +
      'services, not only the one that took the last.',
    message: ({ server, needed, maxConnections, reserved }) =>
      `the services may open ${needed} connections, and the database server ${quoted(server)} has ${maxConnections - reserved} for them`,
    notes: ({ pools, jobs, tools, needed, maxConnections, reserved }) => [
      ...largestFirst(pools).map(
        ({ service, pods, poolSize }) => `${quoted(service)}: ${counted(pods, 'pod')} × ${poolSize} = ${pods * poolSize}`,
      ),
      ...(pools.length > shownPools ? [`${counted(pools.length - shownPools, 'more service')}: ${restOf(pools)}`] : []),
      `Jobs that prepare databases: ${jobs}`,
      ...tools.map(({ name, connections }) => `${quoted(name)}: ${connections}`),
      `in all ${needed}, of ${maxConnections} (\`max_connections\`) − ${reserved} (kept for superusers, people and backups) = ${maxConnections - reserved}`,
    ],
    help: ({ field, fittingPoolSize, needed, reserved }) =>
      fittingPoolSize > 0
        ? `set ${quoted(`${field}.poolSize`)} to ${fittingPoolSize}, or ${quoted(`${field}.maxConnections`)} to at least ${needed + reserved} if the server has them`
        : `set ${quoted(`${field}.maxConnections`)} to at least ${needed + reserved} and give the server the memory for it, or run fewer replicas`,
  }),

  'pool-size-invalid': entry<{ poolSize: number }>({
    severity: 'error',
    title: 'a pool size is not a number of connections',
    explanation: 'A pod keeps a whole number of connections, at least one.',
    message: ({ poolSize }) => `${quoted(poolSize)} is not a number of connections`,
    help: () => 'write a whole number from 1 up, such as `10`',
  }),

  'max-connections-invalid': entry<{ maxConnections: number }>({
    severity: 'error',
    title: '`max_connections` is not a number of connections',
    explanation: 'PostgreSQL takes a whole number from 1 to 262143.',
    message: ({ maxConnections }) => `${quoted(maxConnections)} is not a value that \`max_connections\` can have`,
    help: () => "write the server's own `max_connections`, a whole number from 1 to 262143, such as `100`",
  }),
};

/** How many services the sum names. */
const shownPools = 12;

function sorted(pools: readonly Pool[]): Pool[] {
  return [...pools].sort((a, b) => b.pods * b.poolSize - a.pods * a.poolSize);
}

function largestFirst(pools: readonly Pool[]): Pool[] {
  return sorted(pools).slice(0, shownPools);
}

function restOf(pools: readonly Pool[]): number {
  return sorted(pools)
    .slice(shownPools)
    .reduce((sum, { pods, poolSize }) => sum + pods * poolSize, 0);
}

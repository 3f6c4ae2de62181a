import { entry } from './entry';
import { counted, quoted, quotedList, type Suggestion } from './wording';

/** One line of the sum of connections. */
export interface Pool {
  readonly service: string;
  readonly pods: number;
  readonly poolSize: number;
}

/** Findings about the database servers of an environment, and the server of each database. */
export const databaseServersEntries = {
  'database-servers-twice': entry<object>({
    severity: 'error',
    title: 'an overlay declares its database servers in two ways',
    explanation:
      '`postgres` declares the one server of an environment, and `database.servers` declares several. With both, the server of a database is ambiguous.',
    message: () => 'the overlay has `postgres` and `database`, and only one of them can say where the databases are',
    help: () => 'move the server to `database.servers`, or remove `database`',
  }),

  'database-server-unknown': entry<Suggestion & { server: string; servers: readonly string[] }>({
    severity: 'error',
    title: 'an overlay names a database server that it does not declare',
    explanation:
      '`databaseServer` of a service and `database.default` name a server of `database.servers`. A database on no server could not be created.',
    message: ({ server }) => `the environment has no database server ${quoted(server)}`,
    notes: ({ servers }) => [`it has ${quotedList(servers)}`],
    help: ({ suggestion }) =>
      suggestion === undefined
        ? 'name a server that the overlay declares, or declare this one in `database.servers`'
        : `did you mean ${quoted(suggestion)}?`,
  }),

  'database-server-missing': entry<{ services: readonly string[]; servers: readonly string[] }>({
    severity: 'error',
    title: 'databases have no server to be on',
    explanation:
      'Of several servers none is a default by itself: which one a new database is created on would then depend on the names of the others, and a ' +
      'database does not move by itself.',
    message: ({ services }) => `no field says which database server ${quotedList(services, 4)} ${services.length === 1 ? 'is' : 'are'} on`,
    help: ({ servers }) => `name one of ${quotedList(servers)} as \`database.default\`, or as \`databaseServer\` of each of these services`,
  }),

  'database-server-repeated': entry<{ address: string; server: string; other: string }>({
    severity: 'error',
    title: 'two database servers have one address',
    explanation:
      'Under two names one server would be counted twice: the connections to it would be added up apart, and two services with a database of the same name would share it unseen.',
    message: ({ address, server, other }) => `the database servers ${quoted(other)} and ${quoted(server)} are both ${quoted(address)}`,
    help: ({ server, other }) => `declare the server once, and name ${quoted(other)} where ${quoted(server)} is named`,
  }),

  'database-pooler-server': entry<{ server: string; other: string; address: string; served: boolean }>({
    severity: 'error',
    title: 'the address of a pooler is that of a database server',
    explanation:
      'Pods connect to the pooler, and the connection budget counts `poolSize` once for each login in place of a pool for each pod. Where the address is that of the server itself, nothing pools, and the server gets more connections than were counted; ' +
      'another server does not have the database. The Kubernetes Service of a server in the cluster has the port of the server alone.',
    message: ({ server, other, address, served }) =>
      `the pooler of the database server ${quoted(server)} is at ${quoted(address)}, ` +
      (served
        ? `where the database server ${quoted(other)} is`
        : `a port that the host of the database server ${quoted(other)} does not have`),
    help: () => 'name the host and the port of the pooler, or remove `pooler`: pods then connect to the server',
  }),

  'database-server-unused': entry<{ server: string }>({
    severity: 'warning',
    title: 'no database is on a database server',
    explanation: 'Often the services of an unused server should name it, and are on the default instead.',
    message: ({ server }) => `no service has its database on ${quoted(server)}`,
    help: ({ server }) => `name ${quoted(server)} as \`databaseServer\` of a service, or remove it`,
  }),

  'database-server-without-database': entry<{ service: string }>({
    severity: 'error',
    title: 'a database server is named for a service without a database',
    explanation: 'A service whose `database` is empty is on no server. A misspelt key of a service would else go unseen.',
    message: ({ service }) => `${quoted(service)} has no database that could be on a server`,
    help: () => "set the service's `database`, or remove `databaseServer`",
  }),

  'database-cluster-invalid': entry<{ cluster: string }>({
    severity: 'error',
    title: 'the name of a Cluster of CloudNativePG is not one',
    explanation:
      'The operator names pods, Kubernetes Services and Secrets after its `Cluster`, and the host and the CA certificate of the server are found by these names.',
    message: ({ cluster }) => `${quoted(cluster)} cannot be the name of a \`Cluster\``,
    notes: () => ['such a name has 1 to 50 of `a-z`, `0-9` and `-`, starts with a letter and does not end with `-`'],
    help: () => "write the `metadata.name` of the `Cluster` in the product's namespace, not a host",
  }),

  'database-split-unsupported': entry<{ service: string; cluster: string }>({
    severity: 'error',
    title: 'access to a database is split on a server whose roles an operator makes',
    explanation:
      'With split access the role of the pods needs privileges in the database. The init Job grants them, and with `provider: cloudnative-pg` there is none: the operator ' +
      'makes roles and databases, and grants no privileges in them.',
    message: ({ service, cluster }) =>
      `the access of ${quoted(service)} to its database is split, and the operator of ${quoted(cluster)} cannot do that`,
    help: ({ cluster }) =>
      `set \`databaseAccess: owner\`, or declare the server as \`provider: external\` with the host \`${cluster}-rw\` and an admin role of its own`,
  }),

  'database-guest-unsupported': entry<{ service: string; of: string; cluster: string }>({
    severity: 'error',
    title: 'a database is shared on a server whose roles an operator makes',
    explanation:
      'A guest of a database needs a role and privileges in it. An init Job makes them, and with `provider: cloudnative-pg` there is none: the operator makes the owner ' +
      'of a database, and grants no privileges in it.',
    message: ({ service, of, cluster }) =>
      `${quoted(service)} is a guest of the database of ${quoted(of)}, and the operator of ${quoted(cluster)} cannot let it in`,
    help: ({ of, cluster }) =>
      `fetch the data from ${quoted(of)} through its API, or declare the server as \`provider: external\` with the host \`${cluster}-rw\` and an admin role of its own`,
  }),

  'database-given-unsupported': entry<{ service: string; server: string; provider: 'in-cluster' | 'cloudnative-pg' }>({
    severity: 'error',
    title: 'a login is given on a server that the platform runs',
    explanation:
      'A login is given where another team or program administers the server. On an in-cluster server an init Job makes roles and databases, and on one of ' +
      'CloudNativePG the operator does: nobody else would know that the server is there.',
    message: ({ service, server, provider }) =>
      `the login of ${quoted(service)} is given, and its server ${quoted(server)} has ${quoted(`provider: ${provider}`)}`,
    help: () => 'remove `databaseProvisioning`, or name a server with `provider: external`',
  }),

  'database-admin-unused': entry<{ server: string; field: 'adminSecret' | 'passwordHashing' }>({
    severity: 'error',
    title: 'a server is given a setting of init Jobs that it does not have',
    explanation: 'With `provisioning: given` there are no init Jobs, and nothing else logs in as the admin role.',
    message: ({ server, field }) => `no init Job reads ${quoted(field)} of ${quoted(server)}`,
    help: ({ field }) =>
      `remove ${quoted(field)}, or \`provisioning: given\` and name the services with given logins by \`databaseProvisioning\``,
  }),

  'database-server-name-invalid': entry<{ server: string }>({
    severity: 'error',
    title: 'the name of a database server is not a DNS label',
    explanation: 'The name is part of the names of Secrets, and in the cluster it is the host unless another one is given.',
    message: ({ server }) => `${quoted(server)} cannot be the name of a database server`,
    notes: () => ['a DNS label has 1 to 63 of `a-z`, `0-9` and `-`, starts with a letter and does not end with `-`'],
    help: () => 'choose a short name of lower-case letters, digits and hyphens, such as `main`',
  }),

  'connection-budget-shared': entry<{
    server: string;
    needed: number;
    maxConnections: number;
    reserved: number;
    shares: readonly { readonly platform: string; readonly needed: number }[];
  }>({
    severity: 'warning',
    title: 'platforms together may open more connections than a database server takes',
    explanation:
      'Products and environments whose overlays name one server share its connections. Each fits by itself, and together they do not: when all of them are in the middle of a ' +
      'rollout the server refuses all of them.',
    message: ({ server, needed, maxConnections, reserved }) =>
      `together the platforms on ${quoted(server)} may open ${needed} connections, and it has ${maxConnections - reserved} for them`,
    notes: ({ shares }) => shares.slice(0, 8).map(({ platform, needed }) => `${quoted(platform)}: ${needed}`),
    help: ({ needed, reserved }) =>
      `let the server take ${needed + reserved} connections and say so in \`maxConnections\`, or make \`poolSize\` smaller`,
  }),

  'connection-budget': entry<{
    server: string;
    /** The field of the overlay that declares the server. */
    field: string;
    /** Whether a pooler, and not each pod, has the pools. */
    pooled: boolean;
    needed: number;
    maxConnections: number;
    reserved: number;
    jobs: number;
    tools: readonly { readonly name: string; readonly connections: number }[];
    pools: readonly Pool[];
    /** The largest pool that fits, or 0 if none fits. */
    fittingPoolSize: number;
  }>({
    severity: 'error',
    acceptable: true,
    title: 'the services may open more connections than a database server takes',
    explanation:
      'In the middle of a rollout old and new pods run side by side, each with a full pool. A server that is out of connections refuses all ' +
      'services, not only the one that took the last.',
    message: ({ server, needed, maxConnections, reserved }) =>
      `the services may open ${needed} connections, and the database server ${quoted(server)} has ${maxConnections - reserved} for them`,
    notes: ({ pools, pooled, jobs, tools, needed, maxConnections, reserved }) => [
      ...largestFirst(pools).map(
        ({ service, pods, poolSize }) =>
          `${quoted(service)}: ${counted(pods, pooled ? 'pooler' : 'pod')} × ${poolSize} = ${pods * poolSize}`,
      ),
      ...(pools.length > shownPools ? [`${counted(pools.length - shownPools, 'more service')}: ${restOf(pools)}`] : []),
      `Jobs that prepare databases: ${jobs}`,
      ...tools.map(({ name, connections }) => `${quoted(name)}: ${connections}`),
      `in all ${needed}, of ${maxConnections} (\`max_connections\`) − ${reserved} (kept for superusers, people and backups) = ${maxConnections - reserved}`,
    ],
    help: ({ field, pooled, fittingPoolSize, needed, reserved }) =>
      fittingPoolSize > 0
        ? `set ${quoted(`${field}${pooled ? '.pooler' : ''}.poolSize`)} to ${fittingPoolSize}, or ${quoted(`${field}.maxConnections`)} to at least ${needed + reserved} if the server has them`
        : `set ${quoted(`${field}.maxConnections`)} to at least ${needed + reserved} and give the server the memory for it, or ${pooled ? 'put fewer databases on it' : 'run fewer replicas'}`,
  }),

  'pool-size-invalid': entry<{ poolSize: number }>({
    severity: 'error',
    title: 'a pool size is not a number of connections',
    explanation: 'A pod keeps a whole number of connections, at least one.',
    message: ({ poolSize }) => `${quoted(poolSize)} is not a number of connections`,
    help: () => 'write a whole number from 1 up, such as `10`',
  }),

  'pooler-instances-invalid': entry<{ instances: number }>({
    severity: 'error',
    title: 'the number of poolers is not one',
    explanation:
      'A whole number of poolers runs in front of a server, at least one; each has pools of its own, and all of them together count.',
    message: ({ instances }) => `${quoted(instances)} is not a number of poolers`,
    help: () => 'write a whole number from 1 up, such as `2`',
  }),

  'max-connections-invalid': entry<{ maxConnections: number }>({
    severity: 'error',
    title: '`max_connections` is not a number of connections',
    explanation: 'PostgreSQL takes a whole number from 1 to 262143.',
    message: ({ maxConnections }) => `${quoted(maxConnections)} is not a value that \`max_connections\` can have`,
    help: () => "write the server's own `max_connections`, a whole number from 1 to 262143, such as `100`",
  }),
};

/** The most services that the sum names. */
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

import { fieldOf, originOf, placeOf } from '../origin';
import { clusterHosts } from '../backing/postgres/cluster-names';
import { clusterOf, isElsewhere, type Postgres, postgresServersOf, pathOf } from '../platform';
import { connectionBudgets } from './facts/connection-budgets';
import { nameInNamespace } from './facts/endpoints';
import { type AreaRules, rule } from './rule';

/** Reports two names for one database server. Two in the cluster that have one host are reported as that. */
const databaseServerRepeated = rule('database-server-repeated', ({ platform }, report) => {
  const first = new Map<string, Postgres>();
  for (const server of postgresServersOf(platform)) {
    const { host, port, name, place, inCluster } = server;
    const address = `${host}:${port}`;
    const other = first.get(address);
    if (other === undefined) first.set(address, server);
    else if (inCluster === undefined || other.inCluster === undefined) {
      const related = [{ label: 'the same server is declared at', place: { ...other.place, key: true as const } }];
      report(
        { address, server: name, other: other.name },
        inCluster === undefined
          ? placeOf(platform, ...pathOf(server), clusterOf(server) === undefined ? 'host' : 'cluster')
          : { ...place, key: true },
        { related },
      );
    }
  }
});

/** Reports poolers whose address is that of a database server: their own, so that they pool nothing, or another, which has not the database. */
const databasePoolerServer = rule('database-pooler-server', ({ platform }, report) => {
  const servers = postgresServersOf(platform);
  const short = (host: string): string => nameInNamespace(host, platform.namespace) ?? host;
  for (const server of servers) {
    const { name, pooler } = server;
    if (pooler === undefined) continue;
    const host = short(pooler.host.toLowerCase());
    const other = servers.find((candidate) => {
      const cluster = clusterOf(candidate);
      const isThere = short(candidate.host.toLowerCase()) === host || (cluster !== undefined && clusterHosts(cluster).includes(host));
      // The Kubernetes Service of a server in the cluster has one port; elsewhere a pooler may run on the server's own machine.
      return isThere && (pooler.port === candidate.port || !isElsewhere(candidate));
    });
    if (other === undefined) continue;
    const related = other === server ? [] : [{ label: 'that server is declared at', place: { ...other.place, key: true as const } }];
    report(
      { server: name, other: other.name, address: `${pooler.host}:${pooler.port}`, served: pooler.port === other.port },
      placeOf(platform, ...pathOf(server), 'pooler'),
      { related },
    );
  }
});

/**
 * Reports one of several database servers that no service's database is on. A single one may be there before the first database is; a database
 * whose server is not known is reported as that.
 */
const databaseServerUnused = rule('database-server-unused', ({ platform }, report) => {
  const { services } = platform;
  const postgresServers = postgresServersOf(platform);
  if (postgresServers.length < 2 || services.some(({ database }) => database !== undefined && database.server === undefined)) return;
  const used = new Set(services.map(({ database }) => database?.server));
  for (const server of postgresServers) if (!used.has(server)) report({ server: server.name }, { ...server.place, key: true });
});

/** Reports split access on a server whose roles an operator makes: nobody there would grant the second role its privileges. */
const databaseSplitUnsupported = rule('database-split-unsupported', ({ platform }, report) => {
  for (const { key, database } of platform.services) {
    const cluster = database?.server && clusterOf(database.server);
    if (database?.split === undefined || cluster === undefined) continue;
    const related = [
      { label: 'the server is declared at', place: database.server?.place ?? placeOf(platform, 'services', key, 'database') },
    ];
    report({ service: key, cluster }, placeOf(platform, 'services', key, 'databaseAccess'), { related });
  }
});

/** Reports guests of a database on a server whose roles an operator makes: it makes owners alone. */
const databaseGuestUnsupported = rule('database-guest-unsupported', ({ platform }, report) => {
  for (const { key, database } of platform.services) {
    const cluster = database?.server && clusterOf(database.server);
    if (database?.guest === undefined || database.server === undefined || cluster === undefined) continue;
    const related = [{ label: 'the server is declared at', place: database.server.place }];
    report({ service: key, of: database.guest.of, cluster }, placeOf(platform, 'services', key, 'database'), { related });
  }
});

/** Reports logins that are given on a server that has nobody to give them. */
const databaseGivenUnsupported = rule('database-given-unsupported', ({ platform }, report) => {
  for (const { key, database } of platform.services) {
    const { layer, place } = originOf(platform, 'services', key, 'databaseProvisioning');
    const server = database?.server;
    if (server === undefined || layer === 'built-in' || isElsewhere(server)) continue;
    const provider = server.inCluster === undefined ? 'cloudnative-pg' : 'in-cluster';
    report({ service: key, server: server.name, provider }, place, {
      related: [{ label: 'the server is declared at', place: server.place }],
    });
  }
});

/** Reports services that together may open more connections than their database server takes. */
const connectionBudget = rule('connection-budget', ({ platform, blueprint }, report) => {
  for (const { server, needed, maxConnections, reserved, jobs, services, tools } of connectionBudgets(platform, blueprint)) {
    const available = maxConnections - reserved;
    if (!(needed > available)) continue;
    const pods = services.reduce((sum, { maxPods }) => sum + maxPods, 0);
    const ofTools = tools.reduce((sum, { connections }) => sum + connections, 0);
    const fitting = Math.floor((available - jobs - ofTools) / pods);
    const pools = services.map(({ key, maxPods, poolSize }) => ({ service: key, pods: maxPods, poolSize }));
    const fittingPoolSize = fitting >= 1 ? fitting : 0;
    const names = { server: server.name, field: fieldOf(server.place), pooled: server.pooler !== undefined };
    report(
      { ...names, needed, maxConnections, reserved, jobs, tools, pools, fittingPoolSize },
      placeOf(platform, ...pathOf(server), 'maxConnections'),
    );
  }
});

/** The rules about database servers. */
export const databaseServersRules: AreaRules<'database-servers'> = [
  databaseServerRepeated,
  databasePoolerServer,
  databaseServerUnused,
  databaseSplitUnsupported,
  databaseGuestUnsupported,
  databaseGivenUnsupported,
  connectionBudget,
];

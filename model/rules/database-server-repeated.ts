import { placeUnder } from '../origin';
import type { Postgres } from '../platform';
import { rule } from './rule';

/** Reports two names for one database server. Two in the cluster that have one host are reported as that. */
export const databaseServerRepeated = rule('database-server-repeated', ({ platform: { postgresServers } }, report) => {
  const first = new Map<string, Postgres>();
  for (const server of postgresServers) {
    const { cluster, host, port, name, place, inCluster } = server;
    const address = `${host}:${port}`;
    const other = first.get(address);
    if (other === undefined) first.set(address, server);
    else if (inCluster === undefined || other.inCluster === undefined) {
      const related = [{ label: 'the same server is declared at', place: { ...other.place, key: true as const } }];
      report(
        { address, server: name, other: other.name },
        inCluster === undefined ? placeUnder(place, cluster === undefined ? 'host' : 'cluster') : { ...place, key: true },
        { related },
      );
    }
  }
});

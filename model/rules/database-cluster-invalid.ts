import { isDns1035Label } from '../../formats';
import { placeUnder } from '../origin';
import { rule } from './rule';

/** The longest name that the operator takes, since it names other objects after the Cluster. */
const longestName = 50;

/** Reports names that no Cluster of CloudNativePG can have. */
export const databaseClusterInvalid = rule('database-cluster-invalid', ({ platform: { postgresServers } }, report) => {
  for (const { cluster, place } of postgresServers) {
    if (cluster !== undefined && (!isDns1035Label(cluster) || cluster.length > longestName))
      report({ cluster }, placeUnder(place, 'cluster'));
  }
});

import { placeUnder } from '../origin';
import { rule } from './rule';

/** The largest `max_connections` that PostgreSQL accepts. */
const most = 262_143;

/** Reports numbers that `max_connections` cannot be. */
export const maxConnectionsInvalid = rule('max-connections-invalid', ({ platform: { postgresServers } }, report) => {
  for (const { maxConnections, place } of postgresServers) {
    if (!Number.isInteger(maxConnections) || maxConnections < 1 || maxConnections > most)
      report({ maxConnections }, placeUnder(place, 'maxConnections'));
  }
});

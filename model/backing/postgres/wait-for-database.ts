import { type Container, literalVariable } from '../../blueprint/container';
import { deepFreeze } from '../../blueprint/shared-value';
import type { Database, Postgres } from '../../platform';
import { boundedWait } from './bounded-wait';
import { ownLogin, postgresClient } from './client';
import { closeDatabaseSql, closeDatabaseVariables } from './sql/close-database';

/** Tries something until it succeeds. */
const tryUntil = (attempt: string): string =>
  boundedWait({ until: `${attempt} >/dev/null 2>/tmp/error`, waiting: 'waiting for database $PGDATABASE on $PGHOST:$PGPORT' });

const waitCommand = deepFreeze(['/bin/sh', '-ec', tryUntil("psql -X -q -c 'SELECT 1'")]);

const closeCommand = deepFreeze([
  '/bin/sh',
  '-ec',
  `close_database() {
  psql -X -q -v ON_ERROR_STOP=1 <<'SQL'
${closeDatabaseSql}SQL
}
${tryUntil('close_database')}`,
]);

/**
 * An init container that waits, five minutes at most, until a login to the service's own database works. In kubectl delivery nothing else orders a
 * Deployment after its init Job. Where an operator makes the database, it also takes it away from every other role, so there it is in every delivery.
 * @param login as the environment of PostgreSQL's tools; unless it is said otherwise, that of the service's pods
 */
export function waitForDatabase(database: Database, server: Postgres, login = ownLogin(database)): Container {
  const managed = server.provisioning.by === 'operator';
  return postgresClient(server, {
    name: 'wait-for-database',
    command: managed ? closeCommand : waitCommand,
    variables: [...login, ...(managed ? closeDatabaseVariables(database) : []), literalVariable('WAIT_SECONDS', '300')],
  });
}

import { type Container, literalVariable } from '../../blueprint/container';
import { deepFreeze } from '../../blueprint/shared-value';
import type { Database, Postgres } from '../../platform';
import { boundedWait } from './bounded-wait';
import { ownLogin, postgresClient } from './client';
import { closeDatabaseSql, extensionVariables, wantedExtensions } from './sql/close-database';

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

const extensionsCommand = deepFreeze([
  '/bin/sh',
  '-ec',
  `find_extensions() {
  psql -X -q -v ON_ERROR_STOP=1 <<'SQL'
${wantedExtensions('the database lacks an extension of the service, which whoever made it has to create')}SQL
}
${tryUntil('find_extensions')}`,
]);

/**
 * An init container that waits, five minutes at most, until a login to the service's own database works. In kubectl delivery nothing else orders a
 * Deployment after its init Job. Where an operator makes the database, it also takes it away from every other role. Where it is given, nothing else
 * says that it is there, with its extensions. So in both cases it is in every delivery.
 * @param login as the environment of PostgreSQL's tools; unless it is said otherwise, that of the service's pods
 */
export function waitForDatabase(database: Database, server: Postgres, login = ownLogin(database)): Container {
  const { provisioning, extensions } = database;
  const managed = provisioning?.by === 'operator';
  const asks = managed || (provisioning?.by === 'given' && extensions.length > 0);
  return postgresClient(server, {
    name: 'wait-for-database',
    command: managed ? closeCommand : asks ? extensionsCommand : waitCommand,
    variables: [...login, ...(asks ? extensionVariables(database) : []), literalVariable('WAIT_SECONDS', '300')],
  });
}

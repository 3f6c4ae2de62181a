import { type Container, literalVariable, type Variable } from '../../blueprint/container';
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

/** Whose login is waited for, and how long. */
interface WaitProps {
  /**
   * As the environment of PostgreSQL's tools.
   * @default that of the service's pods
   */
  readonly login?: readonly Variable[];
  /**
   * How long it waits at most, in seconds.
   * @default 300
   */
  readonly seconds?: number;
}

/**
 * An init container that waits until a login to the service's own database works. Where an operator makes the database, it also takes it away from every
 * other role. Where it is given, nothing else says that it is there, with its extensions.
 */
export function waitForDatabase(database: Database, server: Postgres, { login = ownLogin(database), seconds = 300 }: WaitProps): Container {
  const { provisioning, extensions } = database;
  const managed = provisioning?.by === 'operator';
  const asks = managed || (provisioning?.by === 'given' && extensions.length > 0);
  return postgresClient(server, {
    name: 'wait-for-database',
    command: managed ? closeCommand : asks ? extensionsCommand : waitCommand,
    variables: [...login, ...(asks ? extensionVariables(database) : []), literalVariable('WAIT_SECONDS', String(seconds))],
  });
}

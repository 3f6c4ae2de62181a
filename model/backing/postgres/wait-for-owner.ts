import { type Container, literalVariable, type Variable } from '../../blueprint/container';
import { deepFreeze } from '../../blueprint/shared-value';
import type { Database, Postgres } from '../../platform';
import { boundedWait } from './bounded-wait';
import { postgresClient } from './client';

const waitCommand = deepFreeze([
  '/bin/sh',
  '-ec',
  String.raw`owned() {
  psql -X -q -A -t -v ON_ERROR_STOP=1 -d postgres 2>/tmp/error <<'SQL'
\getenv role SVC_DB_ROLE
\getenv database SVC_DB_NAME
SELECT 'yes' FROM pg_catalog.pg_database WHERE datname = :'database' AND pg_catalog.pg_get_userbyid(datdba) = :'role';
SQL
}
${boundedWait({
  until: '[ "$(owned)" = yes ]',
  waiting: 'waiting for database $SVC_DB_NAME of role $SVC_DB_ROLE',
  gaveUp: ': no init Job has made database $SVC_DB_NAME for role $SVC_DB_ROLE',
})}`,
]);

/**
 * An init container that waits, five minutes at most, until a database belongs to its owner, before a guest of it is let in.
 * @param login of the admin role, as the environment of PostgreSQL's tools
 */
export function waitForOwner({ name, owner }: Database, server: Postgres, login: readonly Variable[]): Container {
  return postgresClient(server, {
    name: 'wait-for-owner',
    command: waitCommand,
    variables: [
      ...login,
      literalVariable('SVC_DB_ROLE', owner),
      literalVariable('SVC_DB_NAME', name),
      literalVariable('WAIT_SECONDS', '300'),
    ],
  });
}

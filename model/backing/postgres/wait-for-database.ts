import { type Container, literalVariable, type Variable } from '../../blueprint/container';
import { shared } from '../../blueprint/shared-value';
import type { Database, Postgres } from '../../platform';
import { boundedWait } from './bounded-wait';
import { ownLogin, postgresClient } from './client';
import { closeDatabaseSql, extensionVariables, wantedExtensions } from './sql/close-database';

/** What has to hold of a database before anything uses it, beside the login. */
export interface DatabaseChecks {
  /** The script for psql that fails unless it holds; empty if there is nothing to check. */
  readonly sql: string;
  readonly variables: readonly Variable[];
}

const extensionsSql = wantedExtensions('the database lacks an extension of the service, which whoever made it has to create');

/**
 * The checks of a database. Where an operator makes it, its owner also takes it away from every other role. Where it is given, nothing else says that
 * it is there with its extensions.
 */
export function databaseChecks(database: Database): DatabaseChecks {
  const { provisioning, extensions } = database;
  const variables = extensionVariables(database);
  if (provisioning?.by === 'operator') return { sql: closeDatabaseSql, variables };
  return provisioning?.by === 'given' && extensions.length > 0 ? { sql: extensionsSql, variables } : { sql: '', variables: [] };
}

const waitCommand = shared(
  (sql: string) => sql,
  (sql) => {
    const attempt = sql === '' ? "psql -X -q -c 'SELECT 1'" : 'check_database';
    const check = sql === '' ? '' : `check_database() {\n  psql -X -q -v ON_ERROR_STOP=1 <<'SQL'\n${sql}SQL\n}\n`;
    const wait = boundedWait({
      until: `${attempt} >/dev/null 2>/tmp/error`,
      waiting: 'waiting for database $PGDATABASE on $PGHOST:$PGPORT',
    });
    return ['/bin/sh', '-ec', `${check}${wait}`];
  },
);

/**
 * An init container that waits until a login to the service's own database works, and its checks hold.
 * @param seconds how long it waits at most
 */
export function waitForDatabase(database: Database, server: Postgres, seconds: number): Container {
  const { sql, variables } = databaseChecks(database);
  return postgresClient(server, {
    name: 'wait-for-database',
    command: waitCommand(sql),
    variables: [...ownLogin(database), ...variables, literalVariable('WAIT_SECONDS', String(seconds))],
  });
}

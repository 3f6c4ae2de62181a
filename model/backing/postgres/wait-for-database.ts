import { type Container, literalVariable, type Variable } from '../../blueprint/container';
import type { Database, Postgres, UserIds } from '../../platform';
import { ownLogin, postgresClient } from './client';
import { clientScriptsOf, databaseCheckOf, scriptCommands } from './client-scripts';
import { usualWait } from './scripts/database-scripts';
import { extensionVariables } from './sql/close-database';

/** The variables that the check of a database reads. */
export function checkVariables(database: Database): Variable[] {
  return databaseCheckOf(database) === 'login' ? [] : extensionVariables(database);
}

/** The variable for a wait of so many seconds. */
export function waitVariables(seconds: number): Variable[] {
  return seconds === usualWait ? [] : [literalVariable('WAIT_SECONDS', String(seconds))];
}

/**
 * An init container that waits until a login to the service's own database works, and what has to hold of it holds.
 * @param user the user of its pod
 * @param seconds how long it waits at most
 */
export function waitForDatabase(database: Database, server: Postgres, user: UserIds, seconds: number): Container {
  return postgresClient(server, {
    name: 'wait-for-database',
    command: scriptCommands.waitForDatabase,
    variables: [...ownLogin(database), ...checkVariables(database), ...waitVariables(seconds)],
    volumes: [clientScriptsOf(database).mounted],
    user,
  });
}

import { type Container, literalVariable } from '../../blueprint/container';
import { deepFreeze } from '../../blueprint/shared-value';
import type { Database, Postgres, Service } from '../../platform';
import { boundedWait } from './bounded-wait';
import { ownLogin, postgresClient } from './client';
import { migrationIdentity, recordTable } from './migration-record';

const waitCommand = deepFreeze([
  '/bin/sh',
  '-ec',
  String.raw`applied() {
  psql -X -q -A -t -v ON_ERROR_STOP=1 2>/tmp/error <<'SQL'
\getenv id MIGRATION_ID
SELECT to_regclass('${recordTable}') IS NOT NULL AS recorded \gset
\if :recorded
SELECT 'yes' FROM ${recordTable} WHERE id = :'id';
\endif
SQL
}
${boundedWait({
  until: '[ "$(applied)" = yes ]',
  waiting: 'waiting for the migration of $MIGRATION_IMAGE',
  gaveUp: ': the migration of $MIGRATION_IMAGE has not completed, see its Job',
})}`,
]);

/**
 * An init container that waits until the database has had the migration of the service's image. The kubelet starts it again after that, so a migration
 * may take longer; the pod serves nothing before.
 * @param seconds how long it waits at most
 */
export function waitForMigration(
  service: Pick<Service, 'image' | 'migration'>,
  database: Database,
  server: Postgres,
  seconds: number,
): Container {
  return postgresClient(server, {
    name: 'wait-for-migration',
    command: waitCommand,
    variables: [...ownLogin(database), ...migrationIdentity(service), literalVariable('WAIT_SECONDS', String(seconds))],
  });
}

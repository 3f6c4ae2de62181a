import type { k8s } from 'cdk8s-plus-28';
import type { Database, Postgres, Service } from '../../model/platform';
import type { Plain } from '../manifest';
import { deepFreeze } from '../shared-value';
import { boundedWait } from './bounded-wait';
import { migrationIdentity, recordTable } from './migration-record';
import { ownLogin, postgresClient } from './postgres-client';

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
 * An init container that waits, five minutes at most, until the database has had the migration of the service's image. The kubelet starts it again
 * after that, so a migration may take longer; the pod serves nothing before.
 */
export function waitForMigration(service: Service, database: Database, server: Postgres): Plain<k8s.Container> {
  return postgresClient(server, {
    name: 'wait-for-migration',
    command: waitCommand,
    env: [...ownLogin(database), ...migrationIdentity(service), { name: 'WAIT_SECONDS', value: '300' }],
  });
}

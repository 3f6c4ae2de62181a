import { type Container, literalVariable } from '../../blueprint/container';
import { shared } from '../../blueprint/shared-value';
import { temporaryVolume } from '../../blueprint/volumes';
import type { Database, Postgres, Service } from '../../platform';
import { ownerLogin, postgresClient } from './client';
import { untilConnected } from './connect';
import { migrationIdentity, recordTable } from './migration-record';
import { databaseChecks } from './wait-for-database';

/** The file that is there if the migration is recorded. Every container of the Job mounts the directory, and nothing else runs in between. */
const recordedFile = `${temporaryVolume.mount.path}/recorded`;

/** The script, after what has to hold of the database before a migration. */
const checkCommand = shared(
  (checks: string) => checks,
  (checks) => [
    '/bin/sh',
    '-ec',
    String.raw`trap 'exit 143' TERM
check() {
  psql -X -q -A -t -v ON_ERROR_STOP=1 >/tmp/found 2>/tmp/error <<'SQL'
${checks}\getenv id MIGRATION_ID
SELECT to_regclass('${recordTable}') IS NOT NULL AS recorded \gset
\if :recorded
SELECT format('the migration of %s is recorded since %s', image, applied_at) FROM ${recordTable} WHERE id = :'id';
\endif
SQL
}
${untilConnected({ attempt: 'check', errorsEnd: false })}
if [ -s /tmp/found ]; then mv /tmp/found ${recordedFile}; fi`,
  ],
);

/** The first container of a migration Job: waits for the login of the owner, and finds out whether the migration has been recorded before. */
export function checkMigration(service: Service, database: Database, server: Postgres): Container {
  const { sql, variables } = databaseChecks(database);
  return postgresClient(server, {
    name: 'check-migration',
    command: checkCommand(sql),
    variables: [...ownerLogin(database), ...variables, ...migrationIdentity(service), literalVariable('WAIT_SECONDS', '300')],
  });
}

/** The command of a migration that ends at once if the migration is recorded. It takes the place of its shell, so signals and its exit code are its own. */
export function unlessRecorded(command: readonly string[]): string[] {
  return ['/bin/sh', '-c', `cat ${recordedFile} 2>/dev/null || exec "$@"`, 'migrate', ...command];
}

import { temporaryVolume } from '../../../blueprint/volumes';
import { boundedWait } from './bounded-wait';
import { untilConnected } from './connect';
import { databaseCheck, scriptHead } from './database-scripts';

/**
 * Where a database keeps which migrations it has had: in itself, so that a copy, a restored backup and an empty new one tell the truth.
 * The hyphen keeps the schema apart from every role and every schema of a service, whose names have none.
 */
const recordTable = '"cadastre-migrations".applied';

/** The file that is there if the migration is recorded. Every container of the Job mounts the directory, and nothing else runs in between. */
export const recordedFile = `${temporaryVolume.mount.path}/recorded`;

/** Prints a line if the migration is recorded. */
export const recordedSql = String.raw`\getenv id MIGRATION_ID
SELECT to_regclass('${recordTable}') IS NOT NULL AS recorded \gset
\if :recorded
SELECT format('the migration of %s is recorded since %s', image, applied_at) FROM ${recordTable} WHERE id = :'id';
\endif
`;

/** Records the migration, for the role of the pods too where that is another one. */
export const recordSql = String.raw`\getenv id MIGRATION_ID
\getenv image MIGRATION_IMAGE
\getenv app APP_ROLE
SET client_min_messages = warning;
-- Where the connection is lost in the middle, nobody tells the server, and it would keep the lock below for hours.
SET idle_in_transaction_session_timeout = '10s';
BEGIN;
-- IF NOT EXISTS does not keep two at once from tripping over each other.
SELECT pg_advisory_xact_lock(hashtext('cadastre-migrations')) \gset
CREATE SCHEMA IF NOT EXISTS "cadastre-migrations";
CREATE TABLE IF NOT EXISTS ${recordTable} (id text PRIMARY KEY, image text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());
INSERT INTO ${recordTable} (id, image) VALUES (:'id', :'image') ON CONFLICT (id) DO NOTHING;
\if :{?app}
GRANT USAGE ON SCHEMA "cadastre-migrations" TO :"app";
GRANT SELECT ON ${recordTable} TO :"app";
\endif
COMMIT;
`;

/**
 * Prints a line as long as another session has the lock that Prisma holds while it migrates. Prisma gives up after ten seconds where it is taken, and the pod of the release before may go on for the
 * time that it has to end; a session that waits for the lock would also keep `CREATE INDEX CONCURRENTLY` from its end, until the server cancels one of the two.
 * @see https://www.prisma.io/docs/orm/prisma-migrate/workflows/development-and-production#advisory-locking
 */
export const runningMigrationSql = `SELECT 'another migration of this database runs' FROM pg_catalog.pg_locks
 WHERE locktype = 'advisory' AND classid = 0 AND objid = 72707369 AND granted AND pid <> pg_backend_pid()
   AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()) LIMIT 1;
`;

/** Waits until the migration is recorded. */
export const waitForMigrationScript = `# Waits until the database has had the migration of this image.
${scriptHead}recorded() {
  [ -n "$(psql -X -q -A -t -v ON_ERROR_STOP=1 -f "$scripts/recorded.sql" 2>/tmp/error)" ]
}
${boundedWait({
  until: 'recorded',
  waiting: 'waiting for the migration of this image',
  gaveUp: ': the migration of this image has not completed, see its Job',
})}
`;

/** Waits for the login of the owner, and finds out whether the migration is recorded. */
export const checkMigrationScript = `# Waits for the database, and finds out whether the migration of this image is recorded.
${scriptHead}trap 'exit 143' TERM
check() {
  psql -X -q -A -t -v ON_ERROR_STOP=1 -f ${databaseCheck} -f "$scripts/recorded.sql" >/tmp/found 2>/tmp/error
}
${untilConnected({ attempt: 'check', errorsEnd: false })}
if [ -s /tmp/found ]; then
  mv /tmp/found ${recordedFile}
  exit 0
fi
# The Job of the release before may be about to end. What comes after the wait is up to the program of the migration.
deadline=$(($(date +%s) + WAIT_SECONDS))
while [ "$(date +%s)" -lt "$deadline" ] && [ -n "$(psql -X -q -A -t -f "$scripts/running.sql" 2>/dev/null)" ]; do
  echo "waiting for another migration of $PGDATABASE"
  sleep 2
done
`;

/** Records that the migration has succeeded. */
export const recordMigrationScript = `# Records in the database that the migration of this image has succeeded.
${scriptHead}record() {
  psql -X -q -v ON_ERROR_STOP=1 -f "$scripts/record.sql" 2>/tmp/error
}
${untilConnected({ attempt: 'record', errorsEnd: true })}
echo "recorded the migration of $MIGRATION_IMAGE"
`;

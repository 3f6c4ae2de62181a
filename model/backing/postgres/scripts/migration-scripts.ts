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
if [ -s /tmp/found ]; then mv /tmp/found ${recordedFile}; fi
`;

/** Records that the migration has succeeded. */
export const recordMigrationScript = `# Records in the database that the migration of this image has succeeded.
${scriptHead}record() {
  psql -X -q -v ON_ERROR_STOP=1 -f "$scripts/record.sql" 2>/tmp/error
}
${untilConnected({ attempt: 'record', errorsEnd: true })}
echo "recorded the migration of $MIGRATION_IMAGE"
`;

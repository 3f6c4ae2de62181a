import { formatImageReference } from '../../../formats';
import { type Container, literalVariable, secretVariable, type Variable } from '../../blueprint/container';
import { sha256 } from '../../blueprint/content-hash';
import { deepFreeze } from '../../blueprint/shared-value';
import type { Database, Postgres, Service } from '../../platform';
import { ownerLogin, postgresClient } from './client';
import { untilConnected } from './connect';

/**
 * Where a database keeps which migrations it has had: in itself, so that a copy, a restored backup and an empty new one tell the truth.
 * The hyphen keeps the schema apart from every role and every schema of a service, whose names have none.
 */
export const recordTable = '"cadastre-migrations".applied';

/**
 * The identity of a migration: the image and the command that is run of it. Nothing else changes the schema, so a service that goes back to an
 * image that has migrated before need not wait, whatever else has changed since.
 */
export function migrationIdentity({ image, migration }: Pick<Service, 'image' | 'migration'>): Variable[] {
  const reference = formatImageReference(image);
  return [literalVariable('MIGRATION_ID', sha256([reference, migration.command])), literalVariable('MIGRATION_IMAGE', reference)];
}

/** For the pods that look for the record as another role than the one that writes it. */
const readableByApp = String.raw`\getenv app APP_ROLE
GRANT USAGE ON SCHEMA "cadastre-migrations" TO :"app";
GRANT SELECT ON ${recordTable} TO :"app";
`;

/** Whoever gives a role names it, too. */
function appRole({ role, secretName, provisioning }: Database): Variable {
  return provisioning?.by === 'given' ? secretVariable('APP_ROLE', secretName, 'username') : literalVariable('APP_ROLE', role);
}

const recordCommand = (grants: string): readonly string[] => [
  '/bin/sh',
  '-ec',
  String.raw`record() {
  psql -X -q -v ON_ERROR_STOP=1 2>/tmp/error <<'SQL'
\getenv id MIGRATION_ID
\getenv image MIGRATION_IMAGE
SET client_min_messages = warning;
BEGIN;
-- IF NOT EXISTS does not keep two at once from tripping over each other.
SELECT pg_advisory_xact_lock(hashtext('cadastre-migrations')) \gset
CREATE SCHEMA IF NOT EXISTS "cadastre-migrations";
CREATE TABLE IF NOT EXISTS ${recordTable} (id text PRIMARY KEY, image text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());
INSERT INTO ${recordTable} (id, image) VALUES (:'id', :'image') ON CONFLICT (id) DO NOTHING;
${grants}COMMIT;
SQL
}
${untilConnected({ attempt: 'record', errorsEnd: true })}
echo "recorded the migration of $MIGRATION_IMAGE"`,
];

const ownerCommand = deepFreeze(recordCommand(''));
const splitCommand = deepFreeze(recordCommand(readableByApp));

/**
 * The container that records, as the role that owns the database, that the migration before it has succeeded. It records anew what is recorded: another role may have come
 * to read it.
 */
export function recordMigration(service: Service, database: Database, server: Postgres): Container {
  const split = database.split !== undefined;
  return postgresClient(server, {
    name: 'record-migration',
    command: split ? splitCommand : ownerCommand,
    variables: [
      ...ownerLogin(database),
      ...(split ? [appRole(database)] : []),
      ...migrationIdentity(service),
      literalVariable('WAIT_SECONDS', '300'),
    ],
  });
}

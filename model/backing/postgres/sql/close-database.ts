import { literalVariable, type Variable } from '../../../blueprint/container';
import type { Database } from '../../../platform';

/**
 * Fails as long as the database lacks an extension of the service.
 * @param message the reason, without quotes and dollar signs
 */
export function wantedExtensions(message: string): string {
  return String.raw`\getenv extensions DATABASE_EXTENSIONS
\if :{?extensions}
SELECT EXISTS (SELECT FROM pg_catalog.unnest(pg_catalog.string_to_array(:'extensions', ',')) AS wanted
                WHERE wanted NOT IN (SELECT extname FROM pg_catalog.pg_extension)) AS is_incomplete \gset
\if :is_incomplete
DO 'BEGIN RAISE EXCEPTION ''${message}''; END';
\endif
\endif
`;
}

/**
 * Keeps every role but its owner from connecting to a database, as that owner: without an init Job nobody else does. It changes nothing where nothing is to be
 * changed, may run in many pods at once, and fails where the database stays open, as it does for a role that is not its owner, and where extensions
 * are still missing that the operator creates after the database.
 *
 * It stands in the command of a container, where Kubernetes would make one dollar sign of two.
 * @see https://www.postgresql.org/docs/current/ddl-priv.html
 */
export const closeDatabaseSql = String.raw`SET client_min_messages = error;
BEGIN;
-- Two at once would trip over the same catalogue row.
SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('cadastre-close')) \gset
SELECT EXISTS (SELECT FROM pg_catalog.pg_database, pg_catalog.aclexplode(COALESCE(datacl, pg_catalog.acldefault('d', datdba))) AS privilege
                WHERE datname = pg_catalog.current_database() AND privilege.grantee = 0) AS is_open \gset
\if :is_open
SELECT pg_catalog.format('REVOKE ALL ON DATABASE %I FROM PUBLIC', pg_catalog.current_database()) \gexec
SELECT pg_catalog.format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO CURRENT_USER', pg_catalog.current_database()) \gexec
SELECT EXISTS (SELECT FROM pg_catalog.pg_database, pg_catalog.aclexplode(COALESCE(datacl, pg_catalog.acldefault('d', datdba))) AS privilege
                WHERE datname = pg_catalog.current_database() AND privilege.grantee = 0) AS is_open \gset
\endif
\if :is_open
DO 'BEGIN RAISE EXCEPTION ''every role of the server may connect to the database, and this one may not change that''; END';
\endif
COMMIT;
${wantedExtensions('the operator has not created all extensions of the database')}`;

/** The variables that the scripts read. */
export function extensionVariables({ extensions }: Database): Variable[] {
  return extensions.length === 0 ? [] : [literalVariable('DATABASE_EXTENSIONS', extensions.join(','))];
}

import { refuse } from './init-sql-parts';

/*
 * The parts of the scripts of previews that mark what they make, by a comment on each database and role. A name with the number of a preview at its end may be
 * anybody's: the mark says whose it is. A comment on a role takes an administrator, so that no service can claim one.
 */

/** Reads the mark of the preview: its product, environment and number. */
export const readMark = String.raw`\getenv svc_mark SVC_DB_MARK
`;

/** The condition that a role of `pg_roles` has the mark. */
function isMarkedRole(alias: string): string {
  return `coalesce(shobj_description(${alias}.oid, 'pg_authid') = :'svc_mark', false)`;
}

/** Asks whether a database is there without the mark: `is_unmarked`. */
function askUnmarked(database: string): string {
  return String.raw`SELECT EXISTS (SELECT FROM pg_catalog.pg_database d WHERE datname = :'${database}' AND NOT ${isMarkedDatabase}) AS is_unmarked \gset
`;
}

/**
 * The condition that a database `d` of `pg_database` has the mark, or is in the making: nobody may connect to it yet, and it was made for a role with the mark. Its mark comes in a
 * transaction of its own, since `CREATE DATABASE` stands in none.
 */
const isMarkedDatabase = `(coalesce(shobj_description(d.oid, 'pg_database') = :'svc_mark', false)
        OR NOT d.datallowconn AND shobj_description(d.oid, 'pg_database') IS NULL
           AND EXISTS (SELECT FROM pg_catalog.pg_roles o WHERE o.oid = d.datdba AND ${isMarkedRole('o')}))`;

/** Asks whether the database is there without the mark: `is_unmarked`. */
export const askUnmarkedDatabase = askUnmarked('svc_db');

/** The roles, each on a line, that are there without the mark; of what `names` gives, a text array. */
export function unmarkedRoles(names: string): string {
  return `SELECT rolname FROM pg_catalog.pg_roles r WHERE rolname = ANY (${names}) AND NOT ${isMarkedRole('r')} ORDER BY rolname`;
}

/** The condition on `pg_roles r` that a role has the mark. */
export const hasMark = isMarkedRole('r');

const unmarked = (what: string): string =>
  `${what} of the service exists without the mark of this preview: it is somebody else''s, so rename the one or the other`;

/**
 * Refuses what is there without the mark, before anything is changed.
 * @param roles the psql variables that hold the names of roles that the script makes
 */
export function refuseUnmarked(roles: readonly string[]): string {
  return String.raw`-- A name with the number of a preview may be anybody's. What this preview has made has its mark.
${askUnmarkedDatabase}${askUnmarkedRoles(roles)}${refuse({ is_unmarked: unmarked('the database'), is_unmarked_role: unmarked('a role') })}`;
}

/** Refuses a database that is to get another name, or a role of it, without the mark. */
export const refuseUnmarkedOld = String.raw`${askUnmarked('svc_old')}SELECT EXISTS (${unmarkedRoles(`SELECT json_object_keys(:'svc_old_roles')`)}) AS is_unmarked_role \gset
${refuse({ is_unmarked: unmarked('the former database'), is_unmarked_role: unmarked('a former role') })}`;

/** The same for a guest alone, whose script waits for the database. */
export function refuseUnmarkedGuest(role: string): string {
  return `${askUnmarkedRoles([role])}${refuse({ is_unmarked_role: unmarked('a role') })}`;
}

function askUnmarkedRoles(roles: readonly string[]): string {
  return String.raw`SELECT EXISTS (${unmarkedRoles(`ARRAY[${roles.map((role) => `:'${role}'`).join(', ')}]`)}) AS is_unmarked_role \gset
`;
}

/** Creates roles that are missing, each together with its mark, or not at all. None may log in yet. */
export function markedRoles(roles: readonly string[]): string {
  const created = roles.map(
    (
      role,
    ) => String.raw`SELECT format('CREATE ROLE %I NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', :'${role}'), format('COMMENT ON ROLE %I IS %L', :'${role}', :'svc_mark')
 WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = :'${role}') \gexec
`,
  );
  return `BEGIN;
${created.join('')}COMMIT;
`;
}

/** Creates the database if it is missing, and lets nobody connect before it has its mark. */
export const markedDatabase = String.raw`SELECT format('CREATE DATABASE %I OWNER %I TEMPLATE template0 ENCODING %L ALLOW_CONNECTIONS false', :'svc_db', :'svc_role', 'UTF8')
 WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = :'svc_db') \gexec
SELECT format('COMMENT ON DATABASE %I IS %L', datname, :'svc_mark') FROM pg_catalog.pg_database d
 WHERE datname = :'svc_db' AND shobj_description(oid, 'pg_database') IS DISTINCT FROM :'svc_mark' \gexec
SELECT format('ALTER DATABASE %I ALLOW_CONNECTIONS true', datname) FROM pg_catalog.pg_database WHERE datname = :'svc_db' AND NOT datallowconn \gexec
`;

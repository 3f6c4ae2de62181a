/**
 * The script of an init Job. It can run any number of times, and many of them at once; it converges on the role, the
 * password, the owner and the privileges that are declared. Names and the password come from the environment, so the
 * script holds no secret and is the same for every service but for its extensions.
 * @param extensions the PostgreSQL extensions the service needs
 */
export function initSql(extensions: readonly string[]): string {
  return `${script}${extensions.map((extension) => `CREATE EXTENSION IF NOT EXISTS ${quoteIdentifier(extension)};\n`).join('')}`;
}

/** @see https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS */
function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

const script = String.raw`-- Creates one service's role and database. Safe to run again, and at the same time as others of its kind.
\getenv svc_role SVC_DB_ROLE
\getenv svc_db SVC_DB_NAME
\getenv svc_password SVC_DB_PASSWORD
\getenv svc_connlimit SVC_DB_CONNECTION_LIMIT
\if :{?svc_password}
\else
\set svc_password ''
\endif

-- The password must not reach the server's log. Only a superuser may say so.
SELECT current_setting('is_superuser') = 'on' AS is_super \gset
\if :is_super
SET log_statement = 'none';
SET log_min_error_statement = 'panic';
SET log_min_duration_statement = -1;
\endif

SELECT :'svc_password' = '' AS without_password \gset
\if :without_password
DO $$ BEGIN RAISE EXCEPTION 'SVC_DB_PASSWORD is not set'; END $$;
\endif

-- A role or a database of the same name may be somebody else's: it is refused, never taken over.
SELECT :'svc_role' = current_user AS is_admin,
       EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = :'svc_role'
                  AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)) AS is_privileged,
       EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = :'svc_db'
                  AND pg_get_userbyid(datdba) NOT IN (:'svc_role', current_user)) AS is_foreign \gset
\if :is_admin
DO $$ BEGIN RAISE EXCEPTION 'the role of the service is the admin role'; END $$;
\endif
\if :is_privileged
DO $$ BEGIN RAISE EXCEPTION 'the role of the service exists with privileges that no service may have'; END $$;
\endif
\if :is_foreign
DO $$ BEGIN RAISE EXCEPTION 'the database of the service exists and belongs to another role'; END $$;
\endif

-- Roles and databases belong to the whole server: two scripts at once would trip over the same catalogue rows.
SELECT pg_advisory_lock(hashtext('db-init')) \gset
SELECT format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', :'svc_role')
 WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = :'svc_role') \gexec
SELECT format('ALTER ROLE %I LOGIN PASSWORD %L CONNECTION LIMIT %s', :'svc_role', :'svc_password', :'svc_connlimit'::int) AS q \gset
:q;
\unset q
\unset svc_password
-- An admin who is no superuser gives a database away only to a role it is a member of.
SELECT format('GRANT %I TO CURRENT_USER', :'svc_role') WHERE NOT pg_has_role(current_user, :'svc_role', CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) \gexec
-- template1 cannot be copied while anybody is connected to it.
SELECT format('CREATE DATABASE %I OWNER %I TEMPLATE template0 ENCODING %L', :'svc_db', :'svc_role', 'UTF8')
 WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = :'svc_db') \gexec
SELECT format('ALTER DATABASE %I OWNER TO %I', :'svc_db', :'svc_role')
 WHERE EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = :'svc_db' AND pg_get_userbyid(datdba) <> :'svc_role') \gexec
-- Everybody may connect to a new database until told otherwise.
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', :'svc_db') \gexec
SELECT format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO %I', :'svc_db', :'svc_role') \gexec

SELECT 'dbname=''' || replace(replace(:'svc_db', '\', '\\'), '''', '\''') || '''' AS svc_conninfo \gset
\connect -reuse-previous=on :"svc_conninfo"
-- The lock above ended with its connection, and locks are a database's own.
SELECT pg_advisory_lock(hashtext('db-init')) \gset
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
`;

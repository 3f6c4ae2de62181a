/*
 * The parts that init scripts are put together from. They speak of `svc_role`, who owns the database `svc_db`. A part that is a function names the
 * psql variables it is to use.
 */

/** Reads who makes a hash of a password: the server, unless the variable is there. */
export const readHashing = String.raw`\getenv svc_hashing SVC_DB_PASSWORD_HASHING
`;

/** Reads the owner and the database from the environment. */
export const readOwner = String.raw`\getenv svc_role SVC_DB_ROLE
\getenv svc_db SVC_DB_NAME
\getenv svc_password SVC_DB_PASSWORD
\getenv svc_connlimit SVC_DB_CONNECTION_LIMIT
\getenv svc_extensions SVC_DB_EXTENSIONS
\getenv svc_shadow SVC_DB_SHADOW_NAME
${readHashing}`;

/** An owner can set the search path of its database, and functions in `public` that fit better than PostgreSQL's own would run as the admin. */
export const trustedNames = String.raw`-- Nothing that the owner of a database has put into it may run as the admin.
SET search_path = pg_catalog, pg_temp;
`;

/** Keeps passwords out of the server's log, for this connection. */
export const quietLog = String.raw`-- The password must not reach the server's log. Only a superuser may say so; for others there is SVC_DB_PASSWORD_HASHING.
SELECT current_setting('is_superuser') = 'on' AS is_super \gset
\if :is_super
SET log_statement = 'none';
SET log_min_error_statement = 'panic';
SET log_min_duration_statement = -1;
\endif

`;

/**
 * Asks whether a role that is to get a password is the login to another database. One that already has its place in the database of the service
 * may have been given rights elsewhere, too, but own no other one than its shadow, in which Prisma tries migrations out.
 * @param roles the psql variables that hold their names
 */
export function askClaimed(roles: readonly string[]): string {
  return String.raw`SELECT EXISTS (SELECT FROM pg_catalog.pg_roles r LEFT JOIN pg_catalog.pg_database o ON o.datname = :'svc_db'
                 JOIN pg_catalog.pg_shdepend s ON s.refclassid = 'pg_catalog.pg_authid'::regclass AND s.refobjid = r.oid
                WHERE r.rolname IN (${roles.map((role) => `:'${role}'`).join(', ')})
                  AND CASE WHEN s.classid = 'pg_catalog.pg_database'::regclass THEN s.objid ELSE nullif(s.dbid, 0) END <> coalesce(o.oid, 0)
                  AND NOT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = :'svc_db' || '_shadow'
                                     AND oid = CASE WHEN s.classid = 'pg_catalog.pg_database'::regclass THEN s.objid ELSE s.dbid END)
                  AND (s.classid = 'pg_catalog.pg_database'::regclass AND s.deptype = 'o'
                       OR NOT EXISTS (SELECT FROM pg_catalog.pg_shdepend h WHERE h.classid = 'pg_catalog.pg_database'::regclass AND h.objid = o.oid
                                         AND h.refclassid = s.refclassid AND h.refobjid = s.refobjid))) AS is_claimed \gset
`;
}

/**
 * Stops a script for the reasons that the questions before it found out.
 * @param messages by the name of the variable that is true if the reason is there
 */
export function refuse(messages: Readonly<Record<string, string>>): string {
  const refusals = Object.entries(messages).map(
    ([question, message]) => String.raw`\if :${question}
DO $$ BEGIN RAISE EXCEPTION '${message}'; END $$;
\endif
`,
  );
  return `${refusals.join('')}\n`;
}

/** The reasons for which no script takes a role. */
export const refusals = {
  is_admin: 'the role of the service is the admin role',
  is_privileged: 'the role of the service exists with privileges that no service may have',
  is_claimed: 'the role of the service exists and is that of another database',
} as const;

/** Refuses what the questions before it found out: `is_admin`, `is_privileged`, `is_foreign`, `is_claimed`. */
export const refuseForeign = refuse({
  is_admin: refusals.is_admin,
  is_privileged: refusals.is_privileged,
  is_foreign: 'the database of the service exists and belongs to another role',
  is_claimed: refusals.is_claimed,
});

/** Takes the lock that lets one script at a time change what belongs to the whole server. */
export const lockServer = String.raw`-- Roles and databases belong to the whole server: two scripts at once would trip over the same catalogue rows.
SELECT pg_advisory_lock(hashtext('db-init')) \gset
`;

/**
 * Creates a role if need be, and sets its password and connection limit.
 * @param variables the psql variables with its name, password and limit; the password is forgotten afterwards
 * @param login whether it may log in from now on; otherwise that stays as it is, and a new role may not
 */
export function loginRole(variables: { readonly role: string; readonly password: string; readonly limit: string }, login: boolean): string {
  const { role, password, limit } = variables;
  const attribute = login ? 'LOGIN ' : '';
  return String.raw`SELECT format('CREATE ROLE %I ${attribute}NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', :'${role}')
 WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = :'${role}') \gexec
SELECT format('ALTER ROLE %I ${attribute}CONNECTION LIMIT %s', :'${role}', :'${limit}'::int) \gexec
\if :{?svc_hashing}
\password :"${role}"
\else
SELECT format('ALTER ROLE %I PASSWORD %L', :'${role}', :'${password}') AS q \gset
:q;
\unset q
\endif
\unset ${password}
`;
}

/** Makes sure that the admin can act as the owner. */
export const joinOwner = String.raw`-- An admin who is no superuser gives a database away only to a role it is a member of.
SELECT format('GRANT %I TO CURRENT_USER', :'svc_role') WHERE NOT pg_has_role(current_user, :'svc_role', CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) \gexec
`;

/**
 * Looks into a database of the admin before it is taken over: from then on only the service may connect, and a role that logs in and owns tables here, as that of a program that runs, would be
 * cut off while its tables stay out of the service's reach.
 * @param formers variables with names of roles whose tables are handed over too
 */
export function refuseStrangers(formers: readonly string[]): string {
  return String.raw`SELECT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = :'svc_db' AND pg_get_userbyid(datdba) = current_user) AS is_admins \gset
\if :is_admins${connectToDatabase}${trustedNames}SELECT EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_roles o ON o.oid = c.relowner
                WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p') AND o.rolcanlogin AND NOT o.rolsuper AND o.rolname NOT IN (current_user, ${formers.map((name) => `:'${name}'`).join(', ')})) AS has_strangers \gset
\if :has_strangers
DO $$ BEGIN RAISE EXCEPTION 'the database has tables of a role that logs in, and is neither the admin nor the service: it could not connect any more, and the service could not read them'; END $$;
\endif
\connect -reuse-previous=on postgres
${trustedNames}${lockServer}\endif
`;
}

/** Creates the database or takes it over, for its owner alone. */
export const ownedDatabase = String.raw`-- template1 cannot be copied while anybody is connected to it.
SELECT format('CREATE DATABASE %I OWNER %I TEMPLATE template0 ENCODING %L', :'svc_db', :'svc_role', 'UTF8')
 WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = :'svc_db') \gexec
SELECT format('ALTER DATABASE %I OWNER TO %I', :'svc_db', :'svc_role')
 WHERE EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = :'svc_db' AND pg_get_userbyid(datdba) <> :'svc_role') \gexec
-- Everybody may connect to a new database until told otherwise.
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', :'svc_db') \gexec
SELECT format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO %I', :'svc_db', :'svc_role') \gexec
`;

/** Creates the database in which `prisma migrate dev` tries migrations out, if there is to be one. */
export const shadowDatabase = String.raw`\if :{?svc_shadow}
SELECT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = :'svc_shadow' AND pg_get_userbyid(datdba) <> :'svc_role') AS is_foreign_shadow \gset
\if :is_foreign_shadow
DO $$ BEGIN RAISE EXCEPTION 'the shadow database of the service exists and belongs to another role'; END $$;
\endif
SELECT format('CREATE DATABASE %I OWNER %I TEMPLATE template0 ENCODING %L', :'svc_shadow', :'svc_role', 'UTF8')
 WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = :'svc_shadow') \gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', :'svc_shadow') \gexec
\endif
`;

/** Goes on in the database of the service. */
export const connectToDatabase = String.raw`
SELECT 'dbname=''' || replace(replace(:'svc_db', '\', '\\'), '''', '\''') || '''' AS svc_conninfo \gset
\connect -reuse-previous=on :"svc_conninfo"
`;

/** Takes the lock again, in the database. */
export const lockDatabase = String.raw`-- The lock above ended with its connection, and locks are a database's own.
SELECT pg_advisory_lock(hashtext('db-init')) \gset
`;

/** Leaves the schema to whoever owns the database. */
export const closePublicSchema = String.raw`REVOKE CREATE ON SCHEMA public FROM PUBLIC;
`;

/**
 * Creates the extensions of the service, if need be. The statements are put together before the path changes: from then on a function of the owner's could be
 * called in place of PostgreSQL's own.
 */
export const createExtensions = String.raw`\if :{?svc_extensions}
SELECT string_agg(format('CREATE EXTENSION IF NOT EXISTS %I', name), '; ' ORDER BY place) AS q
  FROM unnest(string_to_array(:'svc_extensions', ',')) WITH ORDINALITY AS wanted (name, place) \gset
-- An extension goes into the first schema of the path. While its script runs, the server sets a path that can be trusted.
SET search_path = public;
SET client_min_messages = warning;
:q;
\endif
`;

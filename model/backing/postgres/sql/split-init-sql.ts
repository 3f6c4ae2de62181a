import { adoptObjects } from './adopt-objects';
import { assembleInitSql, type InitSqlVariant } from './assemble-init-sql';
import {
  askClaimed,
  closePublicSchema,
  connectToDatabase,
  createExtensions,
  joinOwner,
  lockDatabase,
  loginRole,
  ownedDatabase,
  readOwner,
  refuseForeign,
  refuseStrangers,
  shadowDatabase,
  trustedNames,
} from './init-sql-parts';
import { markedDatabase, markedRoles } from './preview-marks';

const readApp = String.raw`\getenv svc_app SVC_DB_APP_ROLE
\getenv svc_app_password SVC_DB_APP_PASSWORD
\getenv svc_app_connlimit SVC_DB_APP_CONNECTION_LIMIT
\getenv svc_former SVC_DB_FORMER_OWNER
`;

const askForeign = String.raw`-- A role or a database of the same name may be somebody else's: it is refused, never taken over.
SELECT current_user IN (:'svc_role', :'svc_app') AS is_admin,
       EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname IN (:'svc_role', :'svc_app')
                  AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)) AS is_privileged,
       EXISTS (SELECT FROM pg_catalog.pg_database d JOIN pg_catalog.pg_roles o ON o.oid = d.datdba
                WHERE d.datname = :'svc_db' AND o.rolname NOT IN (:'svc_role', current_user)
                  AND (o.rolname <> :'svc_former' OR o.rolsuper OR o.rolcreaterole OR o.rolcreatedb OR o.rolreplication OR o.rolbypassrls)) AS is_foreign,
       EXISTS (SELECT FROM pg_catalog.pg_roles a JOIN pg_catalog.pg_roles o ON o.rolname IN (:'svc_role', :'svc_former') AND o.rolname <> a.rolname
                WHERE a.rolname = :'svc_app' AND pg_has_role(a.oid, o.oid, 'MEMBER')) AS is_member \gset
-- The role that the pods had before access was split, as long as anything of the database belongs to it.
SELECT EXISTS (SELECT FROM pg_catalog.pg_roles f JOIN pg_catalog.pg_database d ON d.datname = :'svc_db'
                WHERE f.rolname = :'svc_former' AND f.rolname <> current_user
                  AND NOT (f.rolsuper OR f.rolcreaterole OR f.rolcreatedb OR f.rolreplication OR f.rolbypassrls)
                  AND (d.datdba = f.oid OR EXISTS (SELECT FROM pg_catalog.pg_shdepend s WHERE s.dbid = d.oid
                         AND s.refclassid = 'pg_catalog.pg_authid'::regclass AND s.refobjid = f.oid AND s.deptype = 'o'))) AS hands_over,
       EXISTS (SELECT FROM pg_catalog.pg_roles f JOIN pg_catalog.pg_shdepend s ON s.refobjid = f.oid
                WHERE f.rolname = :'svc_former' AND s.dbid = 0 AND s.refclassid = 'pg_catalog.pg_authid'::regclass AND s.deptype = 'o'
                  AND NOT (s.classid = 'pg_catalog.pg_database'::regclass
                           AND s.objid IN (SELECT oid FROM pg_catalog.pg_database WHERE datname IN (:'svc_db', :'svc_db' || '_shadow')))) AS owns_more \gset
`;

const refuseEntangled = String.raw`\if :is_member
DO $$ BEGIN RAISE EXCEPTION 'the role of the pods is a member of the role that owns the database'; END $$;
\endif
\if :hands_over
\if :owns_more
DO $$ BEGIN RAISE EXCEPTION 'the former owner of the database owns other databases or tablespaces too'; END $$;
\endif
\endif

`;

/** Running pods are still logged in as the former owner. They may do from now on what the new ones may. */
const handOverDatabase = String.raw`\if :hands_over
SELECT format('GRANT %I TO CURRENT_USER', rolname) FROM pg_catalog.pg_roles
 WHERE rolname = :'svc_former' AND NOT pg_has_role(current_user, oid, 'USAGE') \gexec
BEGIN;
SELECT format('GRANT %I TO %I', :'svc_app', :'svc_former') \gexec
SELECT format('ALTER DATABASE %I OWNER TO %I', datname, :'svc_role') FROM pg_catalog.pg_database
 WHERE datname = :'svc_db' AND pg_get_userbyid(datdba) = :'svc_former' \gexec
SELECT format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO %I', :'svc_db', :'svc_app') \gexec
COMMIT;
\endif
`;

const dropFormerShadow = String.raw`\if :{?svc_shadow}
-- The shadow of the former owner is made anew: Prisma empties it before it uses it, and what is in it could not be emptied by another role.
SELECT format('DROP DATABASE %I WITH (FORCE)', datname) FROM pg_catalog.pg_database
 WHERE datname = :'svc_shadow' AND pg_get_userbyid(datdba) = :'svc_former' AND :'svc_former' <> :'svc_role' \gexec
\endif
`;

const admitApp = String.raw`SELECT format('REVOKE CREATE ON DATABASE %I FROM %I', :'svc_db', :'svc_app') \gexec
SELECT format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO %I', :'svc_db', :'svc_app') \gexec
`;

const grantTables = String.raw`BEGIN;
\if :hands_over
-- A lock that somebody does not give back would keep all the pods waiting behind this one.
SET LOCAL lock_timeout = '10s';
-- Tables before their sequences, as whoever inserts a row locks them. REASSIGN goes the other way and would meet him.
SELECT 'LOCK TABLE ' || string_agg(format('ONLY %I.%I', nspname, relname), ', ' ORDER BY c.oid) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = relnamespace
 WHERE relkind IN ('r', 'p') AND pg_get_userbyid(relowner) = :'svc_former' HAVING count(*) > 0 \gexec
SELECT format('REASSIGN OWNED BY %I TO %I', :'svc_former', :'svc_role') \gexec
\endif
SELECT format('SET LOCAL ROLE %I', :'svc_role') \gexec
SELECT format('REVOKE CREATE ON SCHEMA public FROM %I', :'svc_app') \gexec
SELECT format('GRANT USAGE ON SCHEMA public TO %I', :'svc_app') \gexec
SELECT format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I', :'svc_role', :'svc_app') \gexec
SELECT format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO %I', :'svc_role', :'svc_app') \gexec
-- What is there already. A grant that changes nothing could still collide with a migration that runs at the same time.
SELECT format('GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE public.%I TO %I', relname, :'svc_app') FROM pg_catalog.pg_class
 WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f') AND pg_get_userbyid(relowner) = :'svc_role'
   AND NOT (has_table_privilege(:'svc_app', oid, 'SELECT') AND has_table_privilege(:'svc_app', oid, 'INSERT')
            AND has_table_privilege(:'svc_app', oid, 'UPDATE') AND has_table_privilege(:'svc_app', oid, 'DELETE'))
 ORDER BY oid \gexec
SELECT format('GRANT USAGE, SELECT ON SEQUENCE public.%I TO %I', relname, :'svc_app') FROM pg_catalog.pg_class
 WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' AND pg_get_userbyid(relowner) = :'svc_role'
   AND NOT (has_sequence_privilege(:'svc_app', oid, 'USAGE') AND has_sequence_privilege(:'svc_app', oid, 'SELECT'))
 ORDER BY oid \gexec
COMMIT;
`;

const allowLogins = String.raw`
-- Back to where the lock on roles is.
\connect -reuse-previous=on postgres
${trustedNames}SELECT pg_advisory_lock(hashtext('db-init')) \gset
SELECT format('ALTER ROLE %I LOGIN', rolname) FROM pg_catalog.pg_roles WHERE rolname IN (:'svc_role', :'svc_app') AND NOT rolcanlogin ORDER BY rolname \gexec
`;

const about = `-- All init Jobs of this product for services with two logins run this script, each for one service: its variables say for which. It makes the database and its
-- two roles where they are missing, the owner for migrations and the one that the pods log in as, and brings passwords, connection limits, owner, privileges
-- and extensions to what is declared. It takes nothing from another owner, and it may run again, and at the same time as others of its kind. So may run.sh,
-- which starts it again for as long as there is no connection.
`;

const aboutRename = `-- The init Jobs of services with two logins whose database gets another name run this script: their variables say which. It renames the database with its roles if
-- nobody is connected; then, and where that is done, it brings roles and database to what is declared, as the script of the others does.
`;

const roles = ['svc_role', 'svc_app'];

const converge = (marked: boolean): readonly string[] => [
  askForeign,
  askClaimed(['svc_role', 'svc_app']),
  refuseForeign,
  refuseEntangled,
  ...(marked ? [markedRoles(roles)] : []),
  loginRole({ role: 'svc_role', password: 'svc_password', limit: 'svc_connlimit' }, false),
  loginRole({ role: 'svc_app', password: 'svc_app_password', limit: 'svc_app_connlimit' }, false),
  joinOwner,
  refuseStrangers(['svc_role', 'svc_app', 'svc_former']),
  handOverDatabase,
  ...(marked ? [markedDatabase] : []),
  ownedDatabase,
  dropFormerShadow,
  shadowDatabase,
  admitApp,
  connectToDatabase,
  trustedNames,
  lockDatabase,
  adoptObjects,
  closePublicSchema,
  grantTables,
  createExtensions,
  allowLogins,
];

/**
 * The script of the init Jobs for services whose pods log in as a role of their own, which changes no table. Like the other one it can run any number of
 * times, and many of them at once, and holds no secret. A database that belonged to the role of the service before is handed over with all
 * that is in it.
 *
 * Both roles may log in only when all the rest is done: a migration that ran before could make tables that the other role may not read.
 */
export function splitInitSql(variant: InitSqlVariant): string {
  return assembleInitSql({ about, aboutRename, read: [readOwner, readApp], roles, converge }, variant);
}

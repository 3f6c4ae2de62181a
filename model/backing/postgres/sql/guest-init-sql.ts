import {
  askClaimed,
  connectToDatabase,
  joinOwner,
  lockDatabase,
  lockServer,
  loginRole,
  quietLog,
  readHashing,
  refusals,
  refuse,
  trustedNames,
} from './init-sql-parts';
import { askUnmarkedDatabase, markedRoles, readMark, refuseUnmarkedGuest } from './preview-marks';

const readGuest = String.raw`\getenv svc_role SVC_DB_ROLE
\getenv svc_db SVC_DB_NAME
\getenv svc_guest SVC_DB_GUEST_ROLE
\getenv svc_guest_password SVC_DB_GUEST_PASSWORD
\getenv svc_guest_connlimit SVC_DB_GUEST_CONNECTION_LIMIT
\getenv svc_guest_access SVC_DB_GUEST_ACCESS
${readHashing}SELECT :'svc_guest_access' = 'write' AS writes \gset
\if :writes
\set database_rights 'CONNECT, TEMPORARY'
\set table_rights 'SELECT, INSERT, UPDATE, DELETE'
\set sequence_rights 'SELECT, USAGE'
\else
\set database_rights 'CONNECT'
\set table_rights 'SELECT'
\set sequence_rights 'SELECT'
\endif

`;

/** The message with which the script stops as long as the init Job of the database has not done its work. */
export const ownerMissing = 'the database does not exist, or belongs to a role other than that of its service';

const askForeign = String.raw`-- A role of the same name may be somebody else's: it is refused. A database may be made, or handed over, by its own init Job at this moment: run.sh waits for that.
SELECT :'svc_guest' = current_user AS is_admin,
       EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = :'svc_guest'
                  AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)) AS is_privileged,
       NOT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = :'svc_db' AND pg_get_userbyid(datdba) = :'svc_role') AS is_foreign,
       EXISTS (SELECT FROM pg_catalog.pg_roles g JOIN pg_catalog.pg_auth_members m ON m.member = g.oid
                WHERE g.rolname = :'svc_guest') AS is_member \gset
`;

const refuseForeign = refuse({
  is_admin: refusals.is_admin,
  is_privileged: refusals.is_privileged,
  is_member: 'the role of the service is a member of another role, whose rights it would have too',
  is_claimed: refusals.is_claimed,
  is_foreign: ownerMissing,
});

/** Grants what is missing of an access and takes away what is more, as the owner, all at once or not at all. */
const grantTables = String.raw`BEGIN;
SELECT format('SET LOCAL ROLE %I', :'svc_role') \gexec
SELECT format('REVOKE ALL ON SCHEMA public FROM %I', :'svc_guest') \gexec
SELECT format('GRANT USAGE ON SCHEMA public TO %I', :'svc_guest') \gexec
${defaultPrivileges('TABLES', 'table_rights')}${defaultPrivileges('SEQUENCES', 'sequence_rights')}-- What is there already. A change that changes nothing could still collide with a migration that runs at the same time.
${privilegesOnAll('TABLE', ['r', 'p', 'v', 'm', 'f'], 'table_rights')}${privilegesOnAll('SEQUENCE', ['S'], 'sequence_rights')}COMMIT;
`;

/** Lets the guest in, as the owner. */
const admit = String.raw`
-- Back to where the lock on databases is.
\connect -reuse-previous=on postgres
${trustedNames}SELECT pg_advisory_lock(hashtext('db-init')) \gset
BEGIN;
SELECT format('SET LOCAL ROLE %I', :'svc_role') \gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM %I', :'svc_db', :'svc_guest') \gexec
SELECT format('GRANT %s ON DATABASE %I TO %I', :'database_rights', :'svc_db', :'svc_guest') \gexec
COMMIT;
`;

/** The privileges on what the owner makes from now on. */
function defaultPrivileges(kind: 'TABLES' | 'SEQUENCES', wanted: string): string {
  const statement = `ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA public`;
  return String.raw`SELECT format('${statement} REVOKE ALL ON ${kind} FROM %I', :'svc_role', :'svc_guest') \gexec
SELECT format('${statement} GRANT %s ON ${kind} TO %I', :'svc_role', :'${wanted}', :'svc_guest') \gexec
`;
}

/**
 * The privileges on what the owner has made, of those that the guest has more or fewer privileges on.
 * @param wanted the psql variable that lists them
 */
function privilegesOnAll(kind: 'TABLE' | 'SEQUENCE', relations: readonly string[], wanted: string): string {
  return String.raw`SELECT format('REVOKE ALL ON ${kind} public.%I FROM %I', relname, :'svc_guest'), format('GRANT %s ON ${kind} public.%I TO %I', :'${wanted}', relname, :'svc_guest')
  FROM pg_catalog.pg_class
 WHERE relnamespace = 'public'::regnamespace AND relkind IN (${relations.map((kindOfRelation) => `'${kindOfRelation}'`).join(', ')}) AND pg_get_userbyid(relowner) = :'svc_role'
   AND ARRAY(SELECT a.privilege_type FROM pg_catalog.aclexplode(relacl) AS a
              WHERE a.grantee = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = :'svc_guest') ORDER BY 1)
       <> ARRAY(SELECT unnest(string_to_array(:'${wanted}', ', ')) ORDER BY 1)
 ORDER BY oid \gexec
`;
}

/**
 * The script of the init Jobs for services with a login to the database of another one. Like the others it can run any number of times, and many of them
 * at once, and holds no secret. It converges on the access that is declared: what is more is taken away.
 *
 * Privileges are granted as the role that owns the database, on the tables that it has and, by default, on those that it will make. The guest may connect
 * only when all the rest is done.
 */
export const guestInitSql = guestSql(false);

/** The same for previews on a server outside: it waits for a database with their mark, and what it makes has it, too. */
export const previewGuestInitSql = guestSql(true);

function guestSql(marked: boolean): string {
  return [
    `-- All init Jobs of this product for services with a login to the database of another one run this script: their variables say which. It makes the login where it
-- is missing, and brings password, connection limit and rights to what is declared. It may run again, and at the same time as others of its kind. So may run.sh,
-- which starts it again for as long as there is no connection, or no database yet.
`,
    readGuest,
    ...(marked ? [readMark] : []),
    trustedNames,
    quietLog,
    lockServer,
    ...(marked ? [refuseUnmarkedGuest('svc_guest'), askUnmarkedDatabase, refuse({ is_unmarked: ownerMissing })] : []),
    askForeign,
    askClaimed(['svc_guest']),
    refuseForeign,
    ...(marked ? [markedRoles(['svc_guest'])] : []),
    loginRole({ role: 'svc_guest', password: 'svc_guest_password', limit: 'svc_guest_connlimit' }, true),
    joinOwner,
    connectToDatabase,
    trustedNames,
    lockDatabase,
    grantTables,
    admit,
  ].join('');
}

import type { GuestAccess } from '../../../../registry/schema';
import {
  askClaimed,
  connectToDatabase,
  joinOwner,
  lockDatabase,
  lockServer,
  loginRole,
  quietLog,
  refusals,
  refuse,
  requirePassword,
  trustedNames,
} from './init-sql-parts';

/**
 * The script of an init Job for a service with a login to the database of another one. Like the others it can run any number of times, and many of them
 * at once, and holds no secret. It converges on the access that is declared: what is more is taken away.
 *
 * Privileges are granted as the role that owns the database, on the tables that it has and, by default, on those that it will make. The guest may connect
 * only when all the rest is done.
 */
export function guestInitSql(access: GuestAccess): string {
  return [
    readGuest,
    trustedNames,
    quietLog,
    requirePassword('svc_guest_password', 'SVC_DB_GUEST_PASSWORD'),
    lockServer,
    askForeign,
    askClaimed(['svc_guest']),
    refuseForeign,
    loginRole({ role: 'svc_guest', password: 'svc_guest_password', limit: 'svc_guest_connlimit' }, true),
    joinOwner,
    connectToDatabase,
    trustedNames,
    lockDatabase,
    grantTables(access),
    admit(access),
  ].join('');
}

const readGuest = String.raw`-- Gives one service a login to the database of another. Safe to run again, and at the same time as others of its kind.
\getenv svc_role SVC_DB_ROLE
\getenv svc_db SVC_DB_NAME
\getenv svc_guest SVC_DB_GUEST_ROLE
\getenv svc_guest_password SVC_DB_GUEST_PASSWORD
\getenv svc_guest_connlimit SVC_DB_GUEST_CONNECTION_LIMIT
\if :{?svc_guest_password}
\else
\set svc_guest_password ''
\endif

`;

const askForeign = String.raw`-- A role of the same name may be somebody else's, and so may the database: both are refused.
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
  is_foreign: 'the database does not exist, or belongs to a role other than that of its service',
  is_member: 'the role of the service is a member of another role, whose rights it would have too',
  is_claimed: refusals.is_claimed,
});

/** The privileges of each access. */
const privileges = {
  read: { database: 'CONNECT', tables: ['SELECT'], sequences: ['SELECT'] },
  write: { database: 'CONNECT, TEMPORARY', tables: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'], sequences: ['USAGE', 'SELECT'] },
} as const;

/** Grants what is missing of an access and takes away what is more, as the owner, all at once or not at all. */
function grantTables(access: GuestAccess): string {
  const { tables, sequences } = privileges[access];
  return String.raw`BEGIN;
SELECT format('SET LOCAL ROLE %I', :'svc_role') \gexec
SELECT format('REVOKE ALL ON SCHEMA public FROM %I', :'svc_guest') \gexec
SELECT format('GRANT USAGE ON SCHEMA public TO %I', :'svc_guest') \gexec
${defaultPrivileges('TABLES', tables)}${defaultPrivileges('SEQUENCES', sequences)}-- What is there already. A change that changes nothing could still collide with a migration that runs at the same time.
${privilegesOnAll('TABLE', ['r', 'p', 'v', 'm', 'f'], tables)}${privilegesOnAll('SEQUENCE', ['S'], sequences)}COMMIT;
`;
}

/** Lets the guest in, as the owner. */
function admit(access: GuestAccess): string {
  return String.raw`
-- Back to where the lock on databases is.
\connect -reuse-previous=on postgres
${trustedNames}SELECT pg_advisory_lock(hashtext('db-init')) \gset
BEGIN;
SELECT format('SET LOCAL ROLE %I', :'svc_role') \gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM %I', :'svc_db', :'svc_guest') \gexec
SELECT format('GRANT ${privileges[access].database} ON DATABASE %I TO %I', :'svc_db', :'svc_guest') \gexec
COMMIT;
`;
}

/** The privileges on what the owner makes from now on. */
function defaultPrivileges(kind: 'TABLES' | 'SEQUENCES', wanted: readonly string[]): string {
  const statement = `ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA public`;
  return String.raw`SELECT format('${statement} REVOKE ALL ON ${kind} FROM %I', :'svc_role', :'svc_guest') \gexec
SELECT format('${statement} GRANT ${wanted.join(', ')} ON ${kind} TO %I', :'svc_role', :'svc_guest') \gexec
`;
}

/** The privileges on what the owner has made, of those that the guest has more or fewer privileges on. */
function privilegesOnAll(kind: 'TABLE' | 'SEQUENCE', relations: readonly string[], wanted: readonly string[]): string {
  const list = wanted.join(', ');
  const quoted = (texts: readonly string[]): string => texts.map((text) => `'${text}'`).join(', ');
  return String.raw`SELECT format('REVOKE ALL ON ${kind} public.%I FROM %I', relname, :'svc_guest'), format('GRANT ${list} ON ${kind} public.%I TO %I', relname, :'svc_guest')
  FROM pg_catalog.pg_class
 WHERE relnamespace = 'public'::regnamespace AND relkind IN (${quoted(relations)}) AND pg_get_userbyid(relowner) = :'svc_role'
   AND ARRAY(SELECT a.privilege_type FROM pg_catalog.aclexplode(relacl) AS a
              WHERE a.grantee = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = :'svc_guest') ORDER BY 1)
       <> ARRAY[${quoted([...wanted].sort())}]
 ORDER BY oid \gexec
`;
}

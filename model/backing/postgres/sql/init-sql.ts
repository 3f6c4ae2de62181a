import {
  askClaimed,
  closePublicSchema,
  connectToDatabase,
  createExtensions,
  joinOwner,
  lockDatabase,
  lockServer,
  loginRole,
  ownedDatabase,
  quietLog,
  readOwner,
  refuseForeign,
  requirePassword,
  trustedNames,
} from './init-sql-parts';

/**
 * The script of an init Job for a service whose pods own their database. It can run any number of times, and many of them at once; it converges on
 * the role, the password, the owner and the privileges that are declared. Names and the password come from the environment, so the script holds no
 * secret and is the same for every service but for its extensions.
 * @param extensions the PostgreSQL extensions the service needs
 */
export function initSql(extensions: readonly string[]): string {
  return [
    readOwner,
    trustedNames,
    quietLog,
    requirePassword('svc_password', 'SVC_DB_PASSWORD'),
    lockServer,
    askForeign,
    askClaimed(['svc_role']),
    refuseForeign,
    loginRole({ role: 'svc_role', password: 'svc_password', limit: 'svc_connlimit' }, true),
    joinOwner,
    ownedDatabase,
    connectToDatabase,
    trustedNames,
    lockDatabase,
    closePublicSchema,
    createExtensions(extensions),
  ].join('');
}

const askForeign = String.raw`-- A role or a database of the same name may be somebody else's: it is refused, never taken over.
SELECT :'svc_role' = current_user AS is_admin,
       EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = :'svc_role'
                  AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)) AS is_privileged,
       EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = :'svc_db'
                  AND pg_get_userbyid(datdba) NOT IN (:'svc_role', current_user)) AS is_foreign \gset
`;

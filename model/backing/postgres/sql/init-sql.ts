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

const askForeign = String.raw`-- A role or a database of the same name may be somebody else's: it is refused, never taken over.
SELECT :'svc_role' = current_user AS is_admin,
       EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = :'svc_role'
                  AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)) AS is_privileged,
       EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = :'svc_db'
                  AND pg_get_userbyid(datdba) NOT IN (:'svc_role', current_user)) AS is_foreign \gset
`;

const about = `-- All init Jobs of this product run this script, each for one service: its variables say for which. It makes the service's role and database where they are
-- missing, and brings password, connection limit, owner, privileges and extensions to what is declared. It takes nothing from another owner, and it may run
-- again, and at the same time as others of its kind. So may run.sh, which starts it again for as long as there is no connection.
`;

const aboutRename = `-- The init Jobs of services whose database gets another name run this script: their variables say which. It renames the database with its roles if nobody is connected;
-- then, and where that is done, it brings the service's role and database to what is declared, as the script of the others does.
`;

const roles = ['svc_role'];

const converge = (marked: boolean): readonly string[] => [
  askForeign,
  askClaimed(['svc_role']),
  refuseForeign,
  ...(marked ? [markedRoles(roles)] : []),
  loginRole({ role: 'svc_role', password: 'svc_password', limit: 'svc_connlimit' }, true),
  joinOwner,
  refuseStrangers(['svc_role']),
  ...(marked ? [markedDatabase] : []),
  ownedDatabase,
  shadowDatabase,
  connectToDatabase,
  trustedNames,
  lockDatabase,
  adoptObjects,
  closePublicSchema,
  createExtensions,
];

/**
 * The script of the init Jobs for services whose pods own their database. It can run any number of times, and many of them at once; it converges on
 * the role, the password, the owner and the privileges that are declared. What differs from service to service comes from the environment, so the script
 * holds no secret and is the same for all.
 */
export function initSql(variant: InitSqlVariant): string {
  return assembleInitSql({ about, aboutRename, read: [readOwner], roles, converge }, variant);
}

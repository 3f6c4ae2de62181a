import { adoptObjects } from './adopt-objects';
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
  refuseStrangers,
  shadowDatabase,
  trustedNames,
} from './init-sql-parts';
import { markedDatabase, markedRoles, readMark, refuseUnmarked, refuseUnmarkedOld } from './preview-marks';
import { readRenamed, renameDatabase } from './rename-database';

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

const convergeOf = (marked: boolean): readonly string[] => [
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

const converge = convergeOf(false);

/**
 * The script of the init Jobs for services whose pods own their database. It can run any number of times, and many of them at once; it converges on
 * the role, the password, the owner and the privileges that are declared. What differs from service to service comes from the environment, so the script
 * holds no secret and is the same for all.
 */
export const initSql = [about, readOwner, trustedNames, quietLog, lockServer, ...converge].join('');

/** The same for a database that gets another name, which is a script of its own: a step more for all would have every init Job run again. */
export const renameInitSql = [aboutRename, readOwner, readRenamed, trustedNames, quietLog, lockServer, renameDatabase, ...converge].join(
  '',
);

/** The script for previews on a server outside: what it makes has their mark, and what has none is refused. */
export const previewInitSql = [
  about,
  readOwner,
  readMark,
  trustedNames,
  quietLog,
  lockServer,
  refuseUnmarked(roles),
  ...convergeOf(true),
].join('');

/** The same for a database of a preview that gets another name. */
export const previewRenameInitSql = [
  aboutRename,
  readOwner,
  readRenamed,
  readMark,
  trustedNames,
  quietLog,
  lockServer,
  refuseUnmarked(roles),
  refuseUnmarkedOld,
  renameDatabase,
  ...convergeOf(true),
].join('');

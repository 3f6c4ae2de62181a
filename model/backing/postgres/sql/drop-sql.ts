import { lockServer, quietLog, refuse, trustedNames } from './init-sql-parts';
import { askUnmarkedDatabase, hasMark, readMark, unmarkedRoles } from './preview-marks';

const readNames = String.raw`\getenv svc_db SVC_DB_NAME
\getenv svc_roles SVC_DB_ROLES
\getenv svc_suffix SVC_DB_SUFFIX
`;

const askNames = String.raw`-- The number is the first gate: what does not end with it is not of this preview, whatever the variables say.
SELECT :'svc_suffix' !~ '^_[1-9][0-9]{0,6}$' AS is_unnumbered,
       EXISTS (SELECT FROM unnest(array_append(string_to_array(:'svc_roles', ','), :'svc_db')) AS wanted (name)
                WHERE length(name) <= length(:'svc_suffix') OR right(name, length(:'svc_suffix')) <> :'svc_suffix') AS is_other,
       current_user = ANY (string_to_array(:'svc_roles', ',')) AS is_admin,
       EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE rolname = ANY (string_to_array(:'svc_roles', ',')) AND ${hasMark}
                  AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)) AS is_privileged,
       EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = :'svc_db'
                  AND pg_get_userbyid(datdba) <> current_user AND pg_get_userbyid(datdba) <> ALL (string_to_array(:'svc_roles', ','))) AS is_foreign \gset
`;

const refuseNames = refuse({
  is_unnumbered: 'the number of the preview is none',
  is_other: 'a name does not end with the number of the preview',
  is_admin: 'a role of the preview is the admin role',
});

const refuseOthers = refuse({
  is_privileged: 'a role of the preview has privileges that no service may have',
  is_foreign: 'the database belongs to a role that is none of the preview',
});

const roles = `string_to_array(:'svc_roles', ',')`;

/** The mark is the second gate. Roles of a database that stays would leave what is in it without an owner, or a person without a login. */
const keepUnmarked = String.raw`-- The mark is the second gate: what has none is not of this preview, or is to be kept, and so are the roles of a database that is.
${askUnmarkedDatabase}\if :is_unmarked
\warn the database :"svc_db" is without the mark of this preview, and is left with its roles
\quit
\endif
SELECT coalesce(string_agg(quote_ident(rolname), ', '), '') AS kept_roles, count(*) > 0 AS keeps_roles FROM (${unmarkedRoles(roles)}) AS kept \gset
\if :keeps_roles
\warn left, since they are without the mark of this preview: the roles :kept_roles
\endif
`;

const drop = String.raw`-- An admin who is no superuser drops what belongs to a role, and ends its sessions, only as a member of it.
SELECT format('GRANT %I TO CURRENT_USER', rolname) FROM pg_catalog.pg_roles r
 WHERE rolname = ANY (${roles}) AND ${hasMark}
   AND NOT pg_has_role(current_user, oid, CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) \gexec
-- Pods that still run would connect again in between.
SELECT format('ALTER DATABASE %I ALLOW_CONNECTIONS false', datname) FROM pg_catalog.pg_database WHERE datname = :'svc_db' \gexec
SELECT format('DROP DATABASE %I WITH (FORCE)', datname) FROM pg_catalog.pg_database WHERE datname = :'svc_db' \gexec
-- A role that has anything in another database is not dropped: PostgreSQL refuses it, and the Job fails.
SELECT format('DROP ROLE %I', rolname) FROM pg_catalog.pg_roles r WHERE rolname = ANY (${roles}) AND ${hasMark} ORDER BY rolname \gexec
`;

/**
 * The script of the Jobs that drop the databases of a preview, each that of one service with its roles. It refuses every name that does not end with the number of the preview, leaves what is without its mark, and may run any number of times.
 */
export const dropSql = [
  `-- All Jobs that drop databases of this preview run this script, each for one service: its variables say for which. It drops a database and its roles if all their
-- names end with the number of the preview, and each that has the preview's mark, and nothing else. What is gone already is no error.
`,
  readNames,
  readMark,
  trustedNames,
  quietLog,
  lockServer,
  askNames,
  refuseNames,
  keepUnmarked,
  refuseOthers,
  drop,
].join('');

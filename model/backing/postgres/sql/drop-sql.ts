import { lockServer, quietLog, refuse, trustedNames } from './init-sql-parts';

const readNames = String.raw`\getenv svc_db SVC_DB_NAME
\getenv svc_roles SVC_DB_ROLES
\getenv svc_suffix SVC_DB_SUFFIX
`;

const askNames = String.raw`-- The number is the gate: what does not end with it is not of this preview, whatever the variables say.
SELECT :'svc_suffix' !~ '^_[1-9][0-9]{0,6}$' AS is_unnumbered,
       EXISTS (SELECT FROM unnest(array_append(string_to_array(:'svc_roles', ','), :'svc_db')) AS wanted (name)
                WHERE length(name) <= length(:'svc_suffix') OR right(name, length(:'svc_suffix')) <> :'svc_suffix') AS is_other,
       current_user = ANY (string_to_array(:'svc_roles', ',')) AS is_admin,
       EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = ANY (string_to_array(:'svc_roles', ','))
                  AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)) AS is_privileged,
       EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = :'svc_db'
                  AND pg_get_userbyid(datdba) <> current_user AND pg_get_userbyid(datdba) <> ALL (string_to_array(:'svc_roles', ','))) AS is_foreign \gset
`;

const refuseOthers = refuse({
  is_unnumbered: 'the number of the preview is none',
  is_other: 'a name does not end with the number of the preview',
  is_admin: 'a role of the preview is the admin role',
  is_privileged: 'a role of the preview has privileges that no service may have',
  is_foreign: 'the database belongs to a role that is none of the preview',
});

const drop = String.raw`-- An admin who is no superuser drops what belongs to a role, and ends its sessions, only as a member of it.
SELECT format('GRANT %I TO CURRENT_USER', rolname) FROM pg_catalog.pg_roles
 WHERE rolname = ANY (string_to_array(:'svc_roles', ','))
   AND NOT pg_has_role(current_user, oid, CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) \gexec
-- Pods that still run would connect again in between.
SELECT format('ALTER DATABASE %I ALLOW_CONNECTIONS false', datname) FROM pg_catalog.pg_database WHERE datname = :'svc_db' \gexec
SELECT format('DROP DATABASE %I WITH (FORCE)', datname) FROM pg_catalog.pg_database WHERE datname = :'svc_db' \gexec
-- A role that has anything in another database is not dropped: PostgreSQL refuses it, and the Job fails.
SELECT format('DROP ROLE %I', rolname) FROM pg_catalog.pg_roles WHERE rolname = ANY (string_to_array(:'svc_roles', ',')) ORDER BY rolname \gexec
`;

/**
 * The script of the Jobs that drop the databases of a preview, each that of one service with its roles. It refuses every name that does not end with the number of the preview, and may run any number of times.
 */
export const dropSql = [
  `-- All Jobs that drop databases of this preview run this script, each for one service: its variables say for which. It drops a database and its roles if all their
-- names end with the number of the preview, and nothing else. What is gone already is no error.
`,
  readNames,
  trustedNames,
  quietLog,
  lockServer,
  askNames,
  refuseOthers,
  drop,
].join('');

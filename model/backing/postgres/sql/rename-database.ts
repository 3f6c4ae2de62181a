import { connectToDatabase, trustedNames } from './init-sql-parts';

/** The words by which `run.sh` tells that somebody is connected. */
export const stillConnected = 'is renamed when nobody is connected, and there are';

/** Reads the name of before, and the roles by their names of before. */
export const readRenamed = String.raw`\getenv svc_old SVC_DB_RENAMED_FROM
\getenv svc_old_roles SVC_DB_RENAMED_ROLES
`;

/** Of sessions of others an admin who is no superuser sees the role and no kind. The server ends workers that tidy up by itself; they have no role. */
const others = `coalesce(backend_type, CASE WHEN usename IS NULL THEN 'autovacuum' ELSE '' END) NOT LIKE 'autovacuum%'`;

/** Blocks of code cannot read the variables of psql, but settings of the session. */
const passNames = String.raw`SELECT set_config('cadastre.old', :'svc_old', false) AS passed, set_config('cadastre.new', :'svc_db', false) AS passed_new, set_config('cadastre.roles', :'svc_old_roles', false) AS passed_roles \gset
`;

/** The databases of before that are the service's: those of its roles, or of the admin. What others own is none of them. */
const ownOld = `SELECT FROM pg_catalog.pg_database WHERE datname = :'svc_old'
                  AND pg_get_userbyid(datdba) IN (SELECT current_user UNION ALL SELECT key::name FROM json_each_text(:'svc_old_roles'))`;

const refuseBoth = String.raw`SELECT EXISTS (${ownOld})
       AND EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = :'svc_db') AS are_both \gset
\if :are_both
-- Which of the two has the data is for a person to say. Whether the new one has tables is seen in it alone.
${connectToDatabase}${trustedNames}${passNames}DO $$
DECLARE
  has_tables CONSTANT boolean := EXISTS (SELECT FROM pg_catalog.pg_class c WHERE oid >= 16384 AND relkind IN ('r', 'p', 'm', 'f', 'v', 'S')
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend WHERE classid = 'pg_catalog.pg_class'::regclass AND objid = c.oid AND deptype = 'e'));
BEGIN
  RAISE EXCEPTION '%', format(CASE WHEN has_tables
      THEN 'the databases %1$I and %2$I both exist, and %2$I has tables: rename or drop the one without the data of the service, with its roles, and run the Job again'
      ELSE 'the databases %1$I and %2$I both exist, and %2$I has no tables: drop %2$I with its roles, and run the Job again' END,
    current_setting('cadastre.old'), current_setting('cadastre.new'));
END $$;
\endif
`;

/**
 * Gives a database, its shadow and its roles their new names, all or nothing, if they have those of before. It ends no session: whoever is connected is named, and the script fails. It changes nothing where the
 * new name is there already, and where the old one belongs to somebody else.
 *
 * `ALTER DATABASE … RENAME` waits five seconds for those who are connected, and lets nobody in meanwhile; so they are looked for before. It may stand in a transaction, unlike `CREATE DATABASE`.
 * @see https://www.postgresql.org/docs/current/sql-alterdatabase.html
 * @see https://www.postgresql.org/docs/current/sql-alterrole.html
 */
export const renameDatabase = String.raw`-- The database may still have its name of before.
${refuseBoth}${passNames}DO $$
DECLARE
  db_old CONSTANT text := current_setting('cadastre.old');
  db_new CONSTANT text := current_setting('cadastre.new');
  db_owner CONSTANT name := (SELECT pg_get_userbyid(datdba) FROM pg_catalog.pg_database WHERE datname = db_old);
  old_roles CONSTANT text[] := ARRAY(SELECT key FROM json_each_text(current_setting('cadastre.roles')::json));
  new_roles CONSTANT text[] := ARRAY(SELECT value FROM json_each_text(current_setting('cadastre.roles')::json));
  dbs text[];
  one record;
  who text;
BEGIN
  IF db_owner IS NULL OR EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = db_new) THEN
    RETURN;
  END IF;
  IF db_owner <> current_user AND db_owner <> ALL (old_roles) THEN
    RAISE EXCEPTION 'the database % is not renamed: it belongs to %, which is no role of the service', quote_ident(db_old), quote_ident(db_owner);
  END IF;
  FOR one IN SELECT rolname, rolname = current_user AS is_admin, rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls AS is_privileged
                 FROM pg_catalog.pg_roles WHERE rolname = ANY (old_roles) LOOP
    IF one.is_admin OR one.is_privileged THEN
      RAISE EXCEPTION 'the role % is not renamed: it %', quote_ident(one.rolname),
        CASE WHEN one.is_admin THEN 'is the admin role' ELSE 'has privileges that no service may have' END;
    END IF;
  END LOOP;
  FOR one IN SELECT n.rolname FROM unnest(old_roles, new_roles) AS pair (was, will)
                 JOIN pg_catalog.pg_roles o ON o.rolname = was JOIN pg_catalog.pg_roles n ON n.rolname = will LOOP
    RAISE EXCEPTION 'the roles of the database % are not renamed: there is a role % already; drop it if nobody needs it, and run the Job again', quote_ident(db_old), quote_ident(one.rolname);
  END LOOP;
  -- The database in which Prisma tries migrations out goes with it.
  dbs := ARRAY(SELECT datname FROM pg_catalog.pg_database WHERE datname = db_old
                  OR datname = db_old || '_shadow' AND pg_get_userbyid(datdba) = ANY (old_roles) ORDER BY length(datname));
  FOR one IN SELECT r.rolname, d.datname FROM pg_catalog.pg_roles r JOIN pg_catalog.pg_database d ON d.datdba = r.oid
                WHERE r.rolname = ANY (old_roles) AND d.datname <> ALL (dbs) LOOP
    RAISE EXCEPTION 'the role % is not renamed: it owns the database %, too', quote_ident(one.rolname), quote_ident(one.datname);
  END LOOP;
  FOR one IN SELECT datname FROM pg_catalog.pg_database WHERE datname = db_new || '_shadow' AND db_old || '_shadow' = ANY (dbs) LOOP
    RAISE EXCEPTION 'the database % is not renamed: there is a database % already; drop it if nobody needs it, and run the Job again', quote_ident(db_old), quote_ident(one.datname);
  END LOOP;
  FOR attempt IN 1..2 LOOP
    IF EXISTS (SELECT FROM pg_catalog.pg_stat_activity WHERE datname = ANY (dbs) AND ${others})
       OR EXISTS (SELECT FROM pg_catalog.pg_prepared_xacts WHERE database = ANY (dbs)) THEN
      -- An admin who is no superuser sees the addresses of a role as a member of it. What is granted here ends with the failure below.
      FOR one IN SELECT rolname FROM pg_catalog.pg_roles WHERE rolname = ANY (old_roles) AND NOT pg_has_role(current_user, oid, 'USAGE') LOOP
        BEGIN
          EXECUTE format('GRANT %I TO CURRENT_USER', one.rolname);
        EXCEPTION WHEN insufficient_privilege THEN
        END;
      END LOOP;
      PERFORM pg_stat_clear_snapshot();
      SELECT string_agg(line, '; ' ORDER BY line) INTO who FROM (
        SELECT format('%s of %s%s%s', count(*), CASE WHEN usename IS NULL THEN backend_type ELSE 'the role ' || quote_ident(usename) END,
                      ', application ' || nullif(quote_ident(application_name), '""'), ' from ' || host(client_addr)) AS line
          FROM pg_catalog.pg_stat_activity WHERE datname = ANY (dbs) AND ${others}
         GROUP BY usename, backend_type, application_name, client_addr
        UNION ALL
        SELECT format('the prepared transaction %s of the role %I', quote_literal(gid), owner) FROM pg_catalog.pg_prepared_xacts WHERE database = ANY (dbs)) AS connected;
      IF who IS NOT NULL THEN
        RAISE EXCEPTION 'the database % ${stillConnected}: %', quote_ident(db_old), who;
      END IF;
    END IF;
    BEGIN
      FOR one IN SELECT r.oid, rolname FROM pg_catalog.pg_roles r WHERE r.oid IN (SELECT datdba FROM pg_catalog.pg_database WHERE datname = ANY (dbs))
                      AND NOT pg_has_role(current_user, r.oid, 'USAGE') LOOP
        EXECUTE format('GRANT %I TO CURRENT_USER', one.rolname);
      END LOOP;
      FOR one IN SELECT datname FROM pg_catalog.pg_database WHERE datname = ANY (dbs) ORDER BY length(datname) LOOP
        EXECUTE format('ALTER DATABASE %I RENAME TO %I', one.datname, db_new || substr(one.datname, length(db_old) + 1));
      END LOOP;
      FOR one IN SELECT was, will FROM unnest(old_roles, new_roles) AS pair (was, will) JOIN pg_catalog.pg_roles ON rolname = was LOOP
        EXECUTE format('ALTER ROLE %I RENAME TO %I', one.was, one.will);
      END LOOP;
      RAISE NOTICE 'renamed the database % to %', quote_ident(db_old), quote_ident(db_new);
      RETURN;
    EXCEPTION WHEN object_in_use THEN
      -- Somebody came in between.
    END;
  END LOOP;
  RAISE EXCEPTION 'the database % ${stillConnected}: sessions that are gone by now, or that a superuser alone sees', quote_ident(db_old);
END $$;
`;

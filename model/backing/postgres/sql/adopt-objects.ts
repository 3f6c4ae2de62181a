/** The catalogues of what can be handed over, with the columns of the oid and the owner, and what to leave out. */
const catalogues: readonly (readonly [string, string, string?])[] = [
  // The owner of a table owns the sequences of its columns, its indexes and its row type.
  [
    'pg_class',
    'relowner',
    `relpersistence <> 't' AND (relkind IN ('r', 'p', 'v', 'm', 'f') OR relkind = 'S' AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend
                   WHERE classid = 'pg_catalog.pg_class'::regclass AND objid = c.oid AND refclassid = classid AND deptype IN ('a', 'i')))`,
  ],
  ['pg_proc', 'proowner'],
  // The owner of a type owns its array type, that of a range its multirange.
  [
    'pg_type',
    'typowner',
    `typtype IN ('d', 'e', 'r') OR typtype = 'c' AND EXISTS (SELECT FROM pg_catalog.pg_class WHERE oid = typrelid AND relkind = 'c')
                OR typtype = 'b' AND NOT EXISTS (SELECT FROM pg_catalog.pg_type WHERE typarray = c.oid)`,
  ],
  ['pg_collation', 'collowner'],
  ['pg_conversion', 'conowner'],
  ['pg_operator', 'oprowner'],
  ['pg_opclass', 'opcowner'],
  ['pg_opfamily', 'opfowner'],
  ['pg_statistic_ext', 'stxowner'],
  ['pg_ts_config', 'cfgowner'],
  ['pg_ts_dict', 'dictowner'],
];

function objectsOf([catalogue, owner, which]: (typeof catalogues)[number]): string {
  return `        UNION ALL SELECT 2, 'pg_catalog.${catalogue}'::regclass, oid, ${owner} FROM pg_catalog.${catalogue} c${which === undefined ? '' : ` WHERE ${which}`}\n`;
}

/**
 * Hands over what the admin owns in the database of the service: all of it where one superuser made everything, or what a restore made as the admin. What others own stays, and so
 * do extensions with their members, and event triggers, publications, subscriptions and foreign servers, which are the admin's affair. `REASSIGN OWNED` would take the admin's other
 * databases too, and does not work for the first superuser of a server.
 *
 * A table of the service's can have triggers of the service's, so nothing may write to it as the admin from now on: event triggers and subscriptions of the admin are refused.
 * @see https://www.postgresql.org/docs/current/sql-reassign-owned.html
 */
export const adoptObjects = String.raw`-- What the admin made in this database is handed over to the service, object by object, all or nothing. Extensions with their members stay, and what others own.
SELECT string_agg(statement, '; ' ORDER BY place, oid) AS hand_over
  FROM (SELECT place, made.oid, format('ALTER %s %s OWNER TO %I',
                 CASE WHEN type IN ('function', 'procedure', 'aggregate') THEN 'routine' WHEN type = 'composite type' THEN 'type' WHEN type = 'statistics object' THEN 'statistics' ELSE type END,
                 identity, :'svc_role') AS statement
          FROM (SELECT 1 AS place, 'pg_catalog.pg_namespace'::regclass AS catalogue, oid, nspowner AS owner FROM pg_catalog.pg_namespace
${catalogues.map(objectsOf).join('')}        UNION ALL SELECT 2, 'pg_catalog.pg_largeobject'::regclass, oid, lomowner FROM pg_catalog.pg_largeobject_metadata
               ) AS made, pg_identify_object(catalogue, made.oid, 0)
         WHERE pg_get_userbyid(owner) = current_user AND (made.oid >= 16384 OR type = 'schema' AND identity = 'public') AND coalesce(schema, name, '') !~ '^pg_'
           AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = catalogue AND d.objid = made.oid AND d.deptype = 'e')) AS statements \gset
\if :{?hand_over}
SELECT EXISTS (SELECT FROM pg_catalog.pg_event_trigger e WHERE pg_get_userbyid(evtowner) = current_user
                  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend WHERE classid = 'pg_catalog.pg_event_trigger'::regclass AND objid = e.oid AND deptype = 'e'))
    OR EXISTS (SELECT FROM pg_catalog.pg_subscription JOIN pg_catalog.pg_database d ON d.oid = subdbid
                WHERE datname = current_database() AND pg_get_userbyid(subowner) = current_user) AS runs_as_admin \gset
\if :runs_as_admin
DO $$ BEGIN RAISE EXCEPTION 'the database has tables of the admin, and event triggers or subscriptions of the admin, which would run what the service adds to the tables as the admin: drop those first'; END $$;
\endif
\set ECHO errors
BEGIN;
SET LOCAL lock_timeout = '10s';
:hand_over;
COMMIT;
\set ECHO none
\endif
`;

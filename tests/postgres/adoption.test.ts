import type { CommandResult } from '../cluster/support/command';
import { podTemplateOf, type KubernetesObject } from '../cluster/support/manifests';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { objectsOf, platformOf } from '../support/platform';
import { adminLogin, clusterData } from './support/cluster-data';
import { runPod } from './support/container-process';
import { connectAs, createProvisioner, emptyServer } from './support/provisioner';
import { ask, psql } from './support/psql';
import { withPostgresLong } from './support/run';
import { startPostgres, type PostgresServer } from './support/server';
import { TEMPLATE_OWNER } from './support/server-template';

/** What a pod says when it did its work. */
const DONE = { code: 0, stderr: '' };

/** The init Job of the `ledger` of the golden platform, with one login or two. */
function ledger(
  databaseAccess: 'owner' | 'split',
): Pick<Parameters<typeof runPod>[0], 'pod' | 'data'> & { readonly objects: KubernetesObject[] } {
  const input = goldenPlatforms['split-access-dev']!;
  const services = { ...input.services, ledger: { ...input.services['ledger'], databaseAccess } };
  const objects = objectsOf(platformOf({ ...input, services })) as unknown as KubernetesObject[];
  const job = objects.find(({ kind, metadata }) => kind === 'Job' && metadata.name.startsWith('ledger-db-init'));
  return { objects, pod: podTemplateOf(job!).spec, data: clusterData(objects) };
}

const jobs = { owner: ledger('owner'), split: ledger('split') };
const superuser = adminLogin(
  jobs.owner.objects.find(({ kind }) => kind === 'Job')!,
  jobs.owner.data,
);
const passwordOf = (secret: string): string => jobs.split.data.secrets.get(secret)!['password']!;

/** A database as one admin made it, who needs not be a superuser. */
const content = `
  CREATE EXTENSION pg_trgm; CREATE EXTENSION citext;
  CREATE TABLE customer (id serial PRIMARY KEY, name citext NOT NULL, note text);
  CREATE INDEX ON customer USING gin (note gin_trgm_ops);
  CREATE TYPE mood AS ENUM ('good', 'bad'); CREATE DOMAIN positive AS int CHECK (VALUE > 0);
  CREATE TYPE pair AS (a int, b mood); CREATE TYPE span AS RANGE (subtype = float8);
  CREATE TABLE invoice (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer int REFERENCES customer, amount positive, felt mood);
  CREATE TABLE entry (day date, amount int) PARTITION BY RANGE (day);
  CREATE TABLE entry_2024 PARTITION OF entry FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
  CREATE VIEW names AS SELECT name FROM customer; CREATE MATERIALIZED VIEW totals AS SELECT sum(amount) FROM entry;
  CREATE FUNCTION twice(n int, OUT doubled int) LANGUAGE sql AS 'SELECT n * 2'; CREATE PROCEDURE settle(INOUT n int) LANGUAGE sql AS 'SELECT n';
  CREATE FUNCTION any_of(VARIADIC words text[]) RETURNS SETOF text LANGUAGE sql AS 'SELECT unnest(words)';
  CREATE AGGREGATE product (int) (sfunc = int4mul, stype = int); CREATE AGGREGATE howmany (*) (sfunc = int8inc, stype = int8, initcond = '0');
  CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
  CREATE TRIGGER stamped BEFORE INSERT ON customer FOR EACH ROW EXECUTE FUNCTION stamp();
  CREATE OPERATOR === (leftarg = int, rightarg = int, function = int4eq); CREATE COLLATION plain (locale = 'C');
  CREATE STATISTICS pairs ON id, name FROM customer; CREATE TEXT SEARCH CONFIGURATION words (COPY = simple);
  CREATE TEXT SEARCH DICTIONARY little (TEMPLATE = simple); CREATE SEQUENCE "Free; Seq"; SELECT lo_create(0);
  CREATE SCHEMA "Audit ""Log"""; CREATE TABLE "Audit ""Log"""."We;ird" (id bigserial, note text);
  INSERT INTO customer (name, note) SELECT 'Name ' || n, 'note ' || n FROM generate_series(1, 1000) AS n;
  INSERT INTO invoice (customer, amount, felt) SELECT n, n, 'good' FROM generate_series(1, 1000) AS n;
  INSERT INTO entry VALUES ('2024-02-29', 5); REFRESH MATERIALIZED VIEW totals;`;

/** More that only a superuser makes. */
const contentOfSuperuser = `
  CREATE OPERATOR FAMILY fam USING btree;
  CREATE OPERATOR CLASS cls FOR TYPE int USING btree FAMILY fam AS OPERATOR 1 <, FUNCTION 1 btint4cmp(int, int);
  CREATE PUBLICATION everything FOR ALL TABLES;
  CREATE EXTENSION postgres_fdw; CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw; CREATE FOREIGN TABLE far (id int) SERVER elsewhere;`;

/** Each object that is no extension's, by its owner. The owner of a multirange type cannot be changed before PostgreSQL 17, and nothing asks for it. */
const ownersSql = `
  SELECT owner::regrole || ': ' || string_agg(pg_describe_object(class, oid, 0), ', ' ORDER BY pg_describe_object(class, oid, 0)) FROM (
    SELECT 'pg_class'::regclass AS class, oid, relowner AS owner FROM pg_class WHERE relkind NOT IN ('t') AND relnamespace <> 'pg_toast'::regnamespace
    UNION ALL SELECT 'pg_proc'::regclass, oid, proowner FROM pg_proc
    UNION ALL SELECT 'pg_type'::regclass, oid, typowner FROM pg_type WHERE typtype <> 'm' AND typcategory <> 'A'
    UNION ALL SELECT 'pg_namespace'::regclass, oid, nspowner FROM pg_namespace
    UNION ALL SELECT 'pg_collation'::regclass, oid, collowner FROM pg_collation
    UNION ALL SELECT 'pg_operator'::regclass, oid, oprowner FROM pg_operator
    UNION ALL SELECT 'pg_opclass'::regclass, oid, opcowner FROM pg_opclass
    UNION ALL SELECT 'pg_opfamily'::regclass, oid, opfowner FROM pg_opfamily
    UNION ALL SELECT 'pg_statistic_ext'::regclass, oid, stxowner FROM pg_statistic_ext
    UNION ALL SELECT 'pg_ts_config'::regclass, oid, cfgowner FROM pg_ts_config
    UNION ALL SELECT 'pg_ts_dict'::regclass, oid, dictowner FROM pg_ts_dict
    UNION ALL SELECT 'pg_largeobject'::regclass, oid, lomowner FROM pg_largeobject_metadata) AS found
   WHERE oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend d WHERE classid = class AND objid = found.oid AND deptype = 'e')
   GROUP BY owner ORDER BY owner::regrole::text`;

withPostgresLong('a database that one admin has made with all that is in it', (major) => {
  const admins = ['a superuser', 'the first superuser of the server', 'an administrator who is no superuser'] as const;

  describe.each(admins)('%s', (who) => {
    const isSuper = who !== 'an administrator who is no superuser';
    let server: PostgresServer;
    let admin: { readonly user: string; readonly password: string };

    const run = (access: 'owner' | 'split' = 'owner'): Promise<CommandResult> => runPod({ ...jobs[access], server, env: connectAs(admin) });
    const asAdmin = async (sql: string, database = 'ledger'): Promise<void> =>
      expect(await psql(server, { ...admin, database }, sql)).toMatchObject({ code: 0 });
    const as = (user: string, secret: string, sql: string): Promise<CommandResult> =>
      psql(server, { user, password: passwordOf(secret), database: 'ledger' }, sql);
    const owners = (database = 'ledger'): Promise<string> => ask(server, ownersSql, {}, database);

    beforeAll(async () => {
      server = await startPostgres(superuser.user, superuser.password, major);
      const provisioner = await createProvisioner(server);
      await ask(server, `ALTER ROLE ${TEMPLATE_OWNER} PASSWORD 'of-the-first'`);
      if (!isSuper) admin = provisioner;
      else admin = who === 'a superuser' ? superuser : { user: TEMPLATE_OWNER, password: 'of-the-first' };
    });
    afterAll(() => server.stop());
    beforeEach(async () => {
      await asAdmin('CREATE DATABASE ledger', 'postgres');
      await asAdmin(content);
      if (isSuper) await asAdmin(contentOfSuperuser);
    });
    // Every test finds the server as it was.
    afterEach(() => emptyServer(server));

    test.each([
      ['owner', 'ledger'],
      ['split', 'ledger_owner'],
    ] as const)('is handed over, object by object, with access of the %s, and another run changes nothing', async (access, owner) => {
      const before = await owners();
      expect(await run(access)).toMatchObject(DONE);
      expect(await owners()).toBe(before.replace(/^[^:]*: /, `${owner}: `));
      const versions = 'SELECT oid, xmin FROM pg_class ORDER BY oid';
      const unchanged = await ask(server, versions, {}, 'ledger');
      expect(await run(access)).toMatchObject(DONE);
      expect(await ask(server, versions, {}, 'ledger')).toBe(unchanged);
      // Extensions are the admin's as before.
      expect(
        await ask(server, "SELECT DISTINCT extowner::regrole FROM pg_extension WHERE extname IN ('pg_trgm', 'citext')", {}, 'ledger'),
      ).toBe(admin.user);
      const secret = access === 'owner' ? 'ledger-db' : 'ledger-db-owner';
      expect(
        await as(
          owner,
          secret,
          'ALTER TABLE customer ADD COLUMN more int; INSERT INTO customer (name) VALUES (1); SELECT max(id) FROM customer; DROP TYPE span',
        ),
      ).toMatchObject({ ...DONE, stdout: '1001\n' });
      if (access === 'split')
        expect(await as('ledger_app', 'ledger-db', 'INSERT INTO customer (name) VALUES (2); SELECT count(*) FROM invoice')).toMatchObject({
          ...DONE,
          stdout: '1000\n',
        });
    });

    test('what others own stays theirs, and so do the other databases of the admin', async () => {
      await asAdmin('CREATE DATABASE other', 'postgres');
      await asAdmin('CREATE TABLE mine (id serial); CREATE TYPE mood AS ENUM ()', 'other');
      await ask(server, 'CREATE ROLE stranger; CREATE TABLE foreigns (id serial); ALTER TABLE foreigns OWNER TO stranger', {}, 'ledger');
      const before = await owners('other');
      expect(await run()).toMatchObject(DONE);
      expect(
        await ask(server, "SELECT relname, relowner::regrole FROM pg_class WHERE relname LIKE 'foreigns%' ORDER BY 1", {}, 'ledger'),
      ).toBe('foreigns|stranger\nforeigns_id_seq|stranger');
      expect(await owners('other')).toBe(before);
      expect(await ask(server, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'other'")).toBe(admin.user);
    });

    test('tables of a role that logs in are refused, before it loses anything', async () => {
      await ask(
        server,
        "CREATE ROLE app_user LOGIN PASSWORD 'of-the-app'; CREATE TABLE theirs (); ALTER TABLE theirs OWNER TO app_user",
        {},
        'ledger',
      );
      for (const access of ['owner', 'split'] as const) {
        const result = await run(access);
        expect(result).toMatchObject({ code: 1, stderr: expect.stringContaining('has tables of a role that logs in') as string });
      }
      expect(await psql(server, { user: 'app_user', password: 'of-the-app', database: 'ledger' }, 'SELECT FROM theirs')).toMatchObject(
        DONE,
      );
      expect(await ask(server, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'ledger'")).toBe(admin.user);
      await ask(server, `GRANT app_user TO "${admin.user}"; REASSIGN OWNED BY app_user TO "${admin.user}"`, {}, 'ledger');
      expect(await run()).toMatchObject(DONE);
      expect(await as('ledger', 'ledger-db', 'SELECT FROM theirs')).toMatchObject(DONE);
      await ask(server, 'DROP ROLE app_user');
    });

    test('what a restore makes as the admin is handed over by the next run', async () => {
      expect(await run()).toMatchObject(DONE);
      await asAdmin(
        'DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE restored (id serial, note text); INSERT INTO restored (note) VALUES (1)',
      );
      expect((await as('ledger', 'ledger-db', 'SELECT note FROM public.restored')).stderr).toContain('permission denied');
      expect(await run()).toMatchObject(DONE);
      expect(
        await as('ledger', 'ledger-db', 'INSERT INTO restored (note) VALUES (2); SELECT max(id) FROM restored; CREATE TABLE more (id int)'),
      ).toMatchObject({ ...DONE, stdout: '2\n' });
    });

    test('nothing is handed over where one object cannot be, and the log names it', async () => {
      if (isSuper) {
        await asAdmin(
          "CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE EVENT TRIGGER watching ON ddl_command_end EXECUTE FUNCTION watch()",
        );
      } else {
        await ask(
          server,
          'CREATE ROLE stranger; CREATE SCHEMA strange AUTHORIZATION stranger; GRANT USAGE, CREATE ON SCHEMA strange TO provisioner',
          {},
          'ledger',
        );
        await asAdmin('CREATE TABLE strange.entry (id int)');
      }
      const before = await owners();
      const refused = await run();
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain(
        isSuper ? 'event triggers or subscriptions of the admin' : 'ALTER table strange.entry OWNER TO ledger',
      );
      expect(await owners()).toBe(before);
      await asAdmin(isSuper ? 'DROP EVENT TRIGGER watching' : 'DROP TABLE strange.entry');
      expect(await run()).toMatchObject(DONE);
    });
  });
});

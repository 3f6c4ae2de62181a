import type { CommandResult } from '../cluster/support/command';
import { podTemplateOf, type Container, type KubernetesObject, type PodSpec } from '../cluster/support/manifests';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { objectsOf, platformOf } from '../support/platform';
import { adminLogin, clusterData, type ClusterData } from './support/cluster-data';
import { runContainer, runPod } from './support/container-process';
import { emptyServer } from './support/provisioner';
import { ask, psql } from './support/psql';
import { MAJORS } from './support/majors';
import { withPostgresLong } from './support/run';
import { startPostgres, type PostgresServer } from './support/server';

/** What a pod says when it did its work. */
const DONE = { code: 0, stderr: '' };

/** The `ledger` of the golden platform, whose access is split, or as it would be if it were not. */
function ledger(access: 'owner' | 'split'): { readonly objects: readonly KubernetesObject[]; readonly data: ClusterData } {
  const input = goldenPlatforms['split-access-dev']!;
  const services = { ...input.services, ledger: { ...input.services['ledger'], databaseAccess: access } };
  const objects = objectsOf(platformOf({ ...input, services })) as unknown as KubernetesObject[];
  return { objects, data: clusterData(objects) };
}

const split = ledger('split');
const owned = ledger('owner');

function podOf({ objects }: typeof split, kind: string, component: string): PodSpec {
  const labels = { 'app.kubernetes.io/name': 'ledger', 'app.kubernetes.io/component': component };
  const found = objects.find(
    (object) => object.kind === kind && Object.entries(labels).every(([name, value]) => object.metadata.labels?.[name] === value),
  );
  return podTemplateOf(found!).spec;
}

function containerOf(pod: PodSpec, name: string): Container {
  return [...(pod.initContainers ?? []), ...pod.containers].find((container) => container.name === name)!;
}

const initJob = podOf(split, 'Job', 'db-init');
const migrationJob = podOf(split, 'Job', 'migrate');
const deployment = podOf(split, 'Deployment', 'api');
const superuser = adminLogin(
  split.objects.find(({ kind }) => kind === 'Job')!,
  split.data,
);
const passwords = {
  owner: split.data.secrets.get('ledger-db-owner')!['password']!,
  app: split.data.secrets.get('ledger-db')!['password']!,
};

withPostgresLong('split access', (major) => {
  const admins = {
    'a superuser': {},
    'an administrator who is no superuser': { PGUSER: 'provisioner', PGPASSWORD: 'a-password' },
  };

  describe.each(Object.entries(admins))('made by %s', (_, admin) => {
    let server: PostgresServer;
    const run = (env: Record<string, string | undefined> = {}): Promise<CommandResult> =>
      runPod({ pod: initJob, data: split.data, server, env: { ...admin, ...env } });
    const runOwned = (): Promise<CommandResult> => runPod({ pod: podOf(owned, 'Job', 'db-init'), data: owned.data, server, env: admin });
    const as = (user: string, password: string, sql: string, database = 'ledger'): Promise<CommandResult> =>
      psql(server, { user, password, database }, sql);
    const asOwner = (sql: string): Promise<CommandResult> => as('ledger_owner', passwords.owner, sql);
    const asApp = (sql: string): Promise<CommandResult> => as('ledger_app', passwords.app, sql);
    const asFormer = (sql: string): Promise<CommandResult> => as('ledger', owned.data.secrets.get('ledger-db')!['password']!, sql);

    beforeAll(async () => {
      server = await startPostgres(superuser.user, superuser.password, major);
      await ask(server, "CREATE ROLE provisioner LOGIN CREATEDB CREATEROLE PASSWORD 'a-password'");
    });
    afterAll(() => server.stop());
    // Every test finds the server as it was.
    afterEach(() => emptyServer(server));

    test('the owner makes tables, the pods fill them, and cannot change them, also after another run', async () => {
      expect(await run()).toMatchObject(DONE);
      expect(
        await asOwner('CREATE TABLE entry (id serial PRIMARY KEY, note text); CREATE VIEW notes AS SELECT note FROM entry'),
      ).toMatchObject(DONE);
      for (let times = 0; times < 2; times += 1) {
        expect(
          await asApp("INSERT INTO entry (note) VALUES ('paid'); UPDATE entry SET note = 'due'; SELECT note FROM notes LIMIT 1"),
        ).toEqual({ ...DONE, stdout: 'due\n' });
        expect(await asApp('DELETE FROM entry; CREATE TEMPORARY TABLE scratch (id int)')).toMatchObject(DONE);
        expect(await run()).toMatchObject(DONE);
      }
      for (const sql of [
        'CREATE TABLE other (id int)',
        'CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1',
        'CREATE SCHEMA other',
        'ALTER TABLE entry ADD COLUMN more int',
        'DROP TABLE entry',
        'TRUNCATE entry',
        'CREATE INDEX ON entry (note)',
        'CREATE TRIGGER t BEFORE INSERT ON entry EXECUTE FUNCTION suppress_redundant_updates_trigger()',
        'ALTER DATABASE ledger SET search_path = pg_temp',
        'GRANT ledger_owner TO ledger_app',
        'SET ROLE ledger_owner',
        'SET ROLE provisioner',
      ]) {
        const refused = await asApp(sql);
        expect([sql, refused.code === 0, /permission denied|must be owner|must have admin/.test(refused.stderr)]).toEqual([
          sql,
          false,
          true,
        ]);
      }
    });

    test('both roles can nothing but log in, as often as their limits say, and nobody else may connect', async () => {
      expect(await run()).toMatchObject(DONE);
      const attributes = 'rolname, rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolconnlimit';
      expect(await ask(server, `SELECT ${attributes} FROM pg_roles WHERE rolname LIKE 'ledger%' ORDER BY 1`)).toBe(
        'ledger_app|t|f|f|f|f|f|55\nledger_owner|t|f|f|f|f|f|5',
      );
      const rights = "pg_get_userbyid(datdba), has_database_privilege('public', datname, 'CONNECT')";
      expect(await ask(server, `SELECT ${rights} FROM pg_database WHERE datname = 'ledger'`)).toBe('ledger_owner|f');
      expect(
        await ask(
          server,
          "SELECT extname FROM pg_extension e JOIN pg_namespace n ON n.oid = extnamespace WHERE nspname = 'public'",
          {},
          'ledger',
        ),
      ).toBe('pg_trgm');
    });

    test('new passwords work after the next run, and neither they nor the old ones are in the log', async () => {
      expect(await run()).toMatchObject(DONE);
      const hostile = `p@ss:w/o#rd%?&'"; DROP ROLE ledger; -- $(x) \\! :svc_app`;
      expect(await run({ SVC_DB_PASSWORD: `owner-${hostile}`, SVC_DB_APP_PASSWORD: `app-${hostile}` })).toMatchObject(DONE);
      expect(await as('ledger_owner', `owner-${hostile}`, 'SELECT 1')).toMatchObject(DONE);
      expect(await as('ledger_app', `app-${hostile}`, 'SELECT 1')).toMatchObject(DONE);
      expect((await asApp('SELECT 1')).stderr).toContain('password authentication failed');
      // Only a superuser can keep what it sets out of the log.
      if (Object.keys(admin).length === 0)
        expect([passwords.owner, passwords.app, 'p@ss'].filter((password) => server.log().includes(password))).toEqual([]);
    });

    test.each(['SVC_DB_PASSWORD', 'SVC_DB_APP_PASSWORD'])('nothing is changed without %s', async (name) => {
      const refused = await run({ [name]: undefined });
      expect(refused.code).not.toBe(0);
      expect(refused.stderr).toContain(`${name} is not set`);
      expect(await ask(server, "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'ledger%'")).toBe('0');
    });

    test('sixteen at once succeed', async () => {
      for (const result of await Promise.all(Array.from({ length: 16 }, () => run()))) expect(result).toMatchObject(DONE);
      expect(await asOwner('CREATE TABLE entry (id int)')).toMatchObject(DONE);
      expect(await asApp('SELECT * FROM entry')).toMatchObject(DONE);
    });

    test('names that need every kind of quotes', async () => {
      for (const name of ['with space', 'dou"ble', "sin'gle", 'semi;colon -- x', 'back\\slash', ':svc_app', '%I %L', 'host=elsewhere']) {
        const env = {
          SVC_DB_NAME: name,
          SVC_DB_SHADOW_NAME: `${name}_shadow`,
          SVC_DB_ROLE: `${name}_owner`,
          SVC_DB_APP_ROLE: `${name}_app`,
          SVC_DB_FORMER_OWNER: name,
        };
        expect(await run(env)).toMatchObject(DONE);
        expect(await run(env)).toMatchObject(DONE);
        expect(await as(`${name}_owner`, passwords.owner, 'CREATE TABLE "a ""table""; --" (id int)', name)).toMatchObject(DONE);
        await ask(server, `REVOKE ALL ON "a ""table""; --" FROM :"app"`, { app: `${name}_app` }, name);
        expect(await run(env)).toMatchObject(DONE);
        expect(await as(`${name}_app`, passwords.app, 'SELECT count(*) FROM "a ""table""; --"', name)).toEqual({ ...DONE, stdout: '0\n' });
      }
    });

    test('the migration is recorded by the owner, and waited for by the pods', async () => {
      const container = (pod: PodSpec, name: string, env: Record<string, string> = {}): Promise<CommandResult> =>
        runContainer(containerOf(pod, name), { pod, data: split.data, server, env });
      expect((await container(migrationJob, 'check-migration', { WAIT_SECONDS: '0' })).code).toBe(1);
      expect(await run()).toMatchObject(DONE);
      expect(await container(migrationJob, 'check-migration')).toMatchObject(DONE);
      expect((await container(deployment, 'wait-for-migration', { WAIT_SECONDS: '0' })).stderr).toContain('gave up after 0 s');
      expect(await container(migrationJob, 'record-migration')).toMatchObject(DONE);
      expect(await container(migrationJob, 'record-migration')).toMatchObject(DONE);
      expect(await container(deployment, 'wait-for-migration')).toEqual({ ...DONE, stdout: '' });
      expect((await asApp('DELETE FROM "cadastre-migrations".applied')).stderr).toContain('permission denied');
    });

    test('a lock that the pods hold for longer than the init Job waits is asked for again', async () => {
      if (major !== MAJORS.at(-1)) return; // the shell script is the same for all of them, and it takes its time
      expect(await runOwned()).toMatchObject(DONE);
      expect(await asFormer('CREATE TABLE entry (id int)')).toMatchObject(DONE);
      const holds = asFormer('BEGIN; LOCK TABLE entry; SELECT pg_sleep(13); COMMIT');
      const result = await run();
      expect(result.code).toBe(0);
      expect(result.stderr).toContain('due to lock timeout');
      expect(await holds).toMatchObject(DONE);
      expect(await asApp('SELECT * FROM entry')).toMatchObject(DONE);
    });

    test('a database whose access is split later is handed over with all that is in it, while its pods run', async () => {
      expect(await runOwned()).toMatchObject(DONE);
      expect(
        await as('ledger', passwords.app, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE entry ()', 'ledger_shadow'),
      ).toMatchObject(DONE);
      expect(
        await asFormer(
          'CREATE TABLE entry (id serial, note text); CREATE SCHEMA audit; CREATE TABLE audit.line (id int); CREATE TYPE mood AS ENUM ()',
        ),
      ).toMatchObject(DONE);
      const record = containerOf(podOf(owned, 'Job', 'migrate'), 'record-migration');
      expect(await runContainer(record, { pod: podOf(owned, 'Job', 'migrate'), data: owned.data, server })).toMatchObject(DONE);

      const working = asFormer(
        "INSERT INTO entry (id, note) VALUES (1000, 'has the table'); SELECT pg_sleep(3); INSERT INTO entry (note) VALUES ('needs its sequence')",
      );
      const fresh = Promise.all(
        Array.from({ length: 12 }, async (__, index) => {
          await new Promise((resolve) => setTimeout(resolve, index * 100));
          return await asFormer("INSERT INTO entry (note) VALUES ('new connection')");
        }),
      );
      expect(await run()).toMatchObject(DONE);
      expect(await run()).toMatchObject(DONE);
      expect(await working).toMatchObject(DONE);
      for (const result of await fresh) expect(result).toMatchObject(DONE);

      const owners =
        "SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class WHERE relnamespace::regnamespace::text IN ('public', 'audit', '\"cadastre-migrations\"') AND relkind IN ('r', 'S')";
      expect(await ask(server, owners, {}, 'ledger')).toBe('ledger_owner');
      expect(await asApp("INSERT INTO entry (note) VALUES ('new'); SELECT count(*) > 0 FROM entry")).toMatchObject({
        ...DONE,
        stdout: 't\n',
      });
      expect(await as('ledger_owner', passwords.owner, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public', 'ledger_shadow')).toMatchObject(
        DONE,
      );
      expect(await asFormer('INSERT INTO entry (note) VALUES (1)')).toMatchObject(DONE);
      expect((await asFormer('ALTER TABLE entry ADD COLUMN more int')).code).not.toBe(0);
      expect(
        await runContainer(containerOf(migrationJob, 'record-migration'), { pod: migrationJob, data: split.data, server }),
      ).toMatchObject(DONE);
      expect(
        await runContainer(containerOf(deployment, 'wait-for-migration'), { pod: deployment, data: split.data, server }),
      ).toMatchObject(DONE);
      await ask(server, 'DROP ROLE ledger');
      expect(await run()).toMatchObject(DONE);

      const back = await runOwned();
      expect(back.code).not.toBe(0);
      expect(back.stderr).toContain('exists and belongs to another role');
    });

    test.each(['ledger_owner', 'ledger_app'])('a service whose database is called %s is refused, and takes no login over', async (name) => {
      expect(await run()).toMatchObject(DONE);
      const env = {
        ...admin,
        SVC_DB_NAME: name,
        SVC_DB_SHADOW_NAME: `${name}_shadow`,
        SVC_DB_ROLE: name,
        SVC_DB_PASSWORD: 'of-another-product',
      };
      const refused = await runPod({ pod: podOf(owned, 'Job', 'db-init'), data: owned.data, server, env });
      expect(refused.code).not.toBe(0);
      expect(refused.stderr).toContain('is that of another database');
      expect(await asOwner('SELECT 1')).toMatchObject(DONE);
      expect(await asApp('SELECT 1')).toMatchObject(DONE);
    });

    test('what a service plants in its database does not run as the admin', async () => {
      expect(await run()).toMatchObject(DONE);
      const trap = (signature: string, returns: string): string =>
        `CREATE FUNCTION public.${signature} RETURNS ${returns} LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'sprung by %', current_user; END $$;`;
      const planted = [
        trap('pg_advisory_lock(int)', 'void'),
        trap('hashtext(varchar)', 'int'),
        trap('hashtext(text)', 'int'),
        trap('format(text, name)', 'text'),
        trap('format(text, text, text)', 'text'),
        trap('format(text, name, text)', 'text'),
        trap('pg_get_userbyid(oid)', 'name'),
        trap('has_table_privilege(text, oid, text)', 'bool'),
        'CREATE TABLE entry (id int);',
        'ALTER DATABASE ledger SET search_path = public, pg_catalog;',
      ];
      expect(await asOwner(planted.join('\n'))).toMatchObject(DONE);
      await ask(server, 'REVOKE ALL ON public.entry FROM ledger_app', {}, 'ledger');
      expect(await run()).toMatchObject(DONE);
      expect(await asApp('SELECT * FROM public.entry')).toMatchObject(DONE);
      expect(
        await ask(
          server,
          "SELECT count(*) FROM pg_extension e JOIN pg_namespace n ON n.oid = extnamespace WHERE nspname = 'pg_catalog' AND extname <> 'plpgsql'",
          {},
          'ledger',
        ),
      ).toBe('0');
    });

    test.each([
      ['the owner would be the admin', '', { SVC_DB_ROLE: 'admin' }, 'is the admin role'],
      ['the role of the pods would be the admin', '', { SVC_DB_APP_ROLE: 'admin' }, 'is the admin role'],
      ['the owner is privileged', 'CREATE ROLE ledger_owner CREATEDB', {}, 'privileges that no service may have'],
      ['the role of the pods is privileged', 'CREATE ROLE ledger_app BYPASSRLS', {}, 'privileges that no service may have'],
      [
        'the role of the pods could become the owner',
        'CREATE ROLE ledger_owner; CREATE ROLE ledger_app; GRANT ledger_owner TO ledger_app',
        {},
        'is a member of the role that owns',
      ],
      ['the database is of somebody else', 'CREATE ROLE payroll; CREATE DATABASE ledger OWNER payroll', {}, 'belongs to another role'],
      [
        'the owner owns another database',
        'CREATE ROLE ledger_owner LOGIN; CREATE DATABASE ledger_owner OWNER ledger_owner',
        {},
        'is that of another database',
      ],
      [
        'the role of the pods owns another database',
        'CREATE ROLE ledger_app LOGIN; CREATE DATABASE ledger_app OWNER ledger_app',
        {},
        'is that of another database',
      ],
      [
        'the role of the pods may connect elsewhere',
        'CREATE ROLE ledger_app; CREATE DATABASE archive; GRANT CONNECT ON DATABASE archive TO ledger_app',
        {},
        'is that of another database',
      ],
      [
        'the former owner is privileged',
        'CREATE ROLE ledger CREATEROLE; CREATE DATABASE ledger OWNER ledger',
        {},
        'belongs to another role',
      ],
      [
        'the former owner owns more',
        'CREATE ROLE ledger; CREATE DATABASE ledger OWNER ledger; CREATE DATABASE archive OWNER ledger',
        {},
        'owns other databases',
      ],
    ])('refuses in words, and changes nothing, when %s', async (__, sql, env, words) => {
      for (const statement of sql.split('; ').filter((text) => text !== '')) await ask(server, statement);
      const name = 'PGUSER' in admin ? admin.PGUSER : superuser.user;
      const named = Object.fromEntries(Object.keys(env).map((variable) => [variable, name]));
      const roles =
        'SELECT r.rolname, rolcanlogin, rolpassword, rolconnlimit, datname, datacl FROM pg_authid r LEFT JOIN pg_database ON datdba = r.oid ORDER BY 1, 5';
      const before = await ask(server, roles);
      const refused = await run(named);
      expect(refused.code).not.toBe(0);
      expect(refused.stderr).toContain(words);
      expect(await ask(server, roles)).toBe(before);
    });
  });
});

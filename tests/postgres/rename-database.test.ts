import fc from 'fast-check';
import type { CommandResult } from '../cluster/support/command';
import { podTemplateOf, type KubernetesObject, type PodSpec } from '../cluster/support/manifests';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { objectsOf, platformOf } from '../support/platform';
import { adminLogin, clusterData, type ClusterData } from './support/cluster-data';
import { runContainer, runPod } from './support/container-process';
import { emptyServer } from './support/provisioner';
import { ask, psql } from './support/psql';
import { withPostgres } from './support/run';
import { startPostgres, type PostgresServer } from './support/server';
import { openSession } from './support/session';

/** What a pod says when it did its work. */
const DONE = { code: 0, stderr: '' };

type Access = 'owner' | 'split';

interface Tree {
  readonly objects: readonly KubernetesObject[];
  readonly data: ClusterData;
}

/** The database with a reader and a writer, as it was applied before, or renamed. */
function treeOf(access: Access, more: object): Tree {
  const input = goldenPlatforms['shared-database-dev']!;
  const services = { ...input.services, accounts: { ...input.services['accounts'], databaseAccess: access, ...more } };
  const objects = objectsOf(platformOf({ ...input, services })) as unknown as KubernetesObject[];
  return { objects, data: clusterData(objects) };
}

const renamed = { database: 'parties', databaseRenamedFrom: 'accounts' };
const trees = {
  owner: { before: treeOf('owner', {}), now: treeOf('owner', renamed), after: treeOf('owner', { database: 'parties' }) },
  split: { before: treeOf('split', {}), now: treeOf('split', renamed), after: treeOf('split', { database: 'parties' }) },
};
const superuser = adminLogin(
  trees.owner.now.objects.find(({ kind }) => kind === 'Job')!,
  trees.owner.now.data,
);

function podOf({ objects }: Tree, name: string, kind: string, component: string): PodSpec {
  const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/component': component };
  const one = objects.find(
    (object) => object.kind === kind && Object.entries(labels).every(([label, value]) => object.metadata.labels?.[label] === value),
  );
  return podTemplateOf(one!).spec;
}

withPostgres('a database that is renamed', (major) => {
  const admins = {
    'a superuser': {},
    'an administrator who is no superuser': { PGUSER: 'provisioner', PGPASSWORD: 'a-password' },
  };

  describe.each(Object.entries(admins))('by %s', (_, admin) => {
    let server: PostgresServer;
    const isSuper = Object.keys(admin).length === 0;
    const run = (tree: Tree, service = 'accounts', env: Record<string, string | undefined> = {}): Promise<CommandResult> =>
      runPod({
        pod: podOf(tree, service, 'Job', 'db-init'),
        data: tree.data,
        server,
        env: { ...admin, WAIT_SECONDS: '0', ...env },
      });
    const runAll = async (tree: Tree): Promise<void> => {
      for (const service of ['accounts', 'account-import', 'reports'])
        expect([service, await run(tree, service)]).toMatchObject([service, { code: 0 }]);
    };
    /** Logs in as one of the roles, with the password of its Secret in the tree of now. */
    const as = (access: Access, role: string, sql: string, database = 'parties'): Promise<CommandResult> =>
      psql(server, { user: role, password: passwordOf(access, role), database }, sql);
    const passwordOf = (access: Access, role: string): string => {
      const secret = role.endsWith('_reports')
        ? 'reports-db'
        : role.endsWith('_account_import')
          ? 'account-import-db'
          : role.endsWith('_owner')
            ? 'accounts-db-owner'
            : 'accounts-db';
      return trees[access].now.data.secrets.get(secret)!['password']!;
    };
    const ownerOf = (access: Access, base: string): string => (access === 'split' ? `${base}_owner` : base);
    const podsOf = (access: Access, base: string): string => (access === 'split' ? `${base}_app` : base);
    /** What there is on the server, with all that a rename may change or lose. */
    const catalogue = (): Promise<string> =>
      ask(
        server,
        `SELECT 'role ' || rolname || ' ' || rolcanlogin || rolconnlimit FROM pg_roles WHERE oid >= 16384
         UNION ALL SELECT 'database ' || datname || ' of ' || pg_get_userbyid(datdba) || ' ' || coalesce(array_to_string(ARRAY(SELECT a::text FROM unnest(datacl) AS a ORDER BY 1), ' '), '')
           FROM pg_database WHERE oid >= 16384 ORDER BY 1`,
      );

    beforeAll(async () => {
      server = await startPostgres(superuser.user, superuser.password, major);
      await ask(server, "CREATE ROLE provisioner LOGIN CREATEDB CREATEROLE PASSWORD 'a-password'");
    });
    afterAll(() => server.stop());
    // Every test finds the server as it was.
    afterEach(() => emptyServer(server));

    test.each(['owner', 'split'] as const)('keeps its data and its rights, and everybody logs in (%s)', async (access) => {
      const { before, now, after } = trees[access];
      await runAll(before);
      expect(
        await as(access, ownerOf(access, 'accounts'), 'CREATE TABLE entry (id serial PRIMARY KEY, note text)', 'accounts'),
      ).toMatchObject(DONE);
      expect(await as(access, podsOf(access, 'accounts'), "INSERT INTO entry (note) VALUES ('paid'), ('due')", 'accounts')).toMatchObject(
        DONE,
      );
      expect(
        await as(access, ownerOf(access, 'accounts'), 'DROP SCHEMA public CASCADE; CREATE SCHEMA public', 'accounts_shadow'),
      ).toMatchObject(DONE);
      const was = await catalogue();

      const first = await run(now);
      expect(first.code).toBe(0);
      expect(first.stderr).toContain('renamed the database accounts to parties');
      await runAll(now);
      expect(await catalogue()).toBe(was.replaceAll('accounts', 'parties').split('\n').sort(byBytes).join('\n'));
      expect(await as(access, podsOf(access, 'parties'), "INSERT INTO entry (note) VALUES ('new'); SELECT count(*) FROM entry")).toEqual({
        ...DONE,
        stdout: '3\n',
      });
      expect(await as(access, 'parties_reports', 'SELECT count(*) FROM entry')).toEqual({ ...DONE, stdout: '3\n' });
      expect(await as(access, 'parties_account_import', "INSERT INTO entry (note) VALUES ('more')")).toMatchObject(DONE);
      expect(await as(access, ownerOf(access, 'parties'), 'CREATE TABLE later (id int)')).toMatchObject(DONE);
      expect(await as(access, 'parties_reports', 'SELECT count(*) FROM later')).toMatchObject(DONE);
      expect(
        await as(access, ownerOf(access, 'parties'), 'DROP SCHEMA public CASCADE; CREATE SCHEMA public', 'parties_shadow'),
      ).toMatchObject(DONE);
      // What waits in front of the pods finds it, and so does the Job when the field is gone.
      const deployment = podOf(now, 'accounts', 'Deployment', 'api');
      const wait = [...(deployment.initContainers ?? [])].find(({ name }) => name === 'wait-for-database');
      if (wait !== undefined) expect(await runContainer(wait, { pod: deployment, data: now.data, server })).toMatchObject(DONE);
      expect(await run(after)).toMatchObject(DONE);
      expect(await as(access, podsOf(access, 'parties'), 'SELECT count(*) FROM entry')).toEqual({ ...DONE, stdout: '4\n' });
    });

    test('runs again without effect, and makes the database where there is none of before', async () => {
      await runAll(trees.split.now);
      const made = await catalogue();
      expect(made).toContain('database parties of parties_owner');
      expect(await run(trees.split.now)).toMatchObject(DONE);
      expect(await catalogue()).toBe(made);
    });

    test('a database whose access is split at the same time is handed over under its new name', async () => {
      await runAll(trees.owner.before);
      expect(await as('owner', 'accounts', 'CREATE TABLE entry (id serial, note text)', 'accounts')).toMatchObject(DONE);
      expect(await run(trees.split.now)).toMatchObject({ code: 0 });
      await runAll(trees.split.now);
      expect(await as('split', 'parties_app', "INSERT INTO entry (note) VALUES ('new'); SELECT count(*) FROM entry")).toEqual({
        ...DONE,
        stdout: '1\n',
      });
      expect((await as('split', 'parties_app', 'DROP TABLE entry')).stderr).toContain('must be owner');
    });

    test('names who is connected, with application, address and number, ends no session, and changes nothing', async () => {
      await runAll(trees.split.before);
      const login = { password: passwordOf('split', 'accounts_app'), database: 'accounts' };
      const sessions = [
        openSession(server, { ...login, user: 'accounts_app' }),
        openSession(server, { ...login, user: 'accounts_app' }),
        openSession(server, { user: 'accounts_reports', password: passwordOf('split', 'accounts_reports'), database: 'accounts' }),
      ];
      try {
        await sessions[0]!.ask('SET application_name = \'ledger of "Acme"; FATAL: x\'');
        await sessions[1]!.ask('SET application_name = \'ledger of "Acme"; FATAL: x\'');
        await sessions[2]!.ask('SELECT 1');
        const was = await catalogue();
        const memberships = "SELECT count(*) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid WHERE rolname LIKE 'accounts%'";
        const members = await ask(server, memberships);
        const refused = await run(trees.split.now);
        expect(refused.code).toBe(1);
        expect(refused.stderr).toContain(
          'the database accounts is renamed when nobody is connected, and there are: 1 of the role accounts_reports, application psql from 127.0.0.1; 2 of the role accounts_app, application "ledger of ""Acme""; FATAL: x" from 127.0.0.1',
        );
        expect(await catalogue()).toBe(was);
        expect(await ask(server, memberships)).toBe(members);
        for (const session of sessions) expect(await session.ask('SELECT current_database()')).toBe('accounts');
      } finally {
        for (const session of sessions) await session.close();
      }
      expect(await run(trees.split.now)).toMatchObject({ code: 0 });
      expect(await ask(server, "SELECT datname FROM pg_database WHERE datname IN ('accounts', 'parties')")).toBe('parties');
    });

    test('waits a while for those who are about to leave', async () => {
      await runAll(trees.owner.before);
      const session = openSession(server, { user: 'accounts', password: passwordOf('owner', 'accounts'), database: 'accounts_shadow' });
      await session.ask('SELECT 1');
      const running = run(trees.owner.now, 'accounts', { WAIT_SECONDS: '60' });
      await until(() => server.log().includes('is renamed when nobody is connected'));
      await session.close();
      const done = await running;
      expect(done.code).toBe(0);
      expect(done.stderr).toContain('renamed the database accounts to parties');
    });

    test.each([
      ['with tables', 'CREATE TABLE entry (id int)', 'and parties has tables: rename or drop the one without the data'],
      ['without any', 'CREATE EXTENSION pg_trgm', 'and parties has no tables: drop parties with its roles'],
    ])('is refused where both names are there, the new one %s', async (__, sql, words) => {
      await runAll(trees.split.before);
      await runAll(trees.split.after);
      await ask(server, sql, {}, 'parties');
      const was = await catalogue();
      const refused = await run(trees.split.now);
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain(`the databases accounts and parties both exist, ${words}`);
      expect(await catalogue()).toBe(was);
      if (sql.startsWith('CREATE TABLE')) return;
      // As the message says.
      for (const statement of ['DROP DATABASE parties', 'DROP DATABASE parties_shadow']) await ask(server, statement);
      expect((await run(trees.split.now)).stderr).toContain('there is a role parties_');
      for (const role of ['owner', 'app', 'reports', 'account_import']) await ask(server, `DROP ROLE parties_${role}`);
      expect(await run(trees.split.now)).toMatchObject({ code: 0 });
      await runAll(trees.split.now);
    });

    test('sixteen at once rename it once', async () => {
      await runAll(trees.split.before);
      expect(await as('split', 'accounts_owner', 'CREATE TABLE entry (id int)', 'accounts')).toMatchObject(DONE);
      const results = await Promise.all(
        Array.from({ length: 16 }, (__, at) => run(trees.split.now, ['accounts', 'accounts', 'reports', 'account-import'][at % 4])),
      );
      for (const result of results) expect(result).toMatchObject({ code: 0 });
      expect(results.filter(({ stderr }) => stderr.includes('renamed the database'))).toHaveLength(1);
      expect(await as('split', 'parties_reports', 'SELECT count(*) FROM entry')).toEqual({ ...DONE, stdout: '0\n' });
    });

    test.each([
      [
        'the database of before is of somebody else',
        'CREATE ROLE payroll; CREATE DATABASE accounts OWNER payroll',
        'it belongs to payroll',
      ],
      [
        'a role of before is privileged',
        'CREATE ROLE accounts_owner CREATEDB; CREATE DATABASE accounts OWNER accounts_owner',
        'has privileges',
      ],
      [
        'a role of before owns another database',
        'CREATE ROLE accounts_owner; CREATE DATABASE accounts OWNER accounts_owner; CREATE DATABASE archive OWNER accounts_owner',
        'it owns the database archive',
      ],
      [
        'a role has the new name already',
        'CREATE ROLE accounts_owner; CREATE DATABASE accounts OWNER accounts_owner; CREATE ROLE parties_owner',
        'there is a role parties_owner already',
      ],
      [
        'the shadow has the new name already',
        'CREATE ROLE accounts_owner; CREATE DATABASE accounts OWNER accounts_owner; CREATE DATABASE accounts_shadow OWNER accounts_owner; CREATE DATABASE parties_shadow',
        'there is a database parties_shadow already',
      ],
    ])('is refused in words, and nothing changes, where %s', async (__, sql, words) => {
      for (const statement of sql.split('; ')) await ask(server, statement);
      const was = await catalogue();
      const refused = await run(trees.split.now);
      expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining(words)]);
      expect(await catalogue()).toBe(was);
    });

    test('leaves a database of another service alone that got the name of before later', async () => {
      await runAll(trees.split.now);
      await ask(server, 'CREATE ROLE payroll');
      await ask(server, 'CREATE DATABASE accounts OWNER payroll');
      const was = await catalogue();
      expect(await run(trees.split.now)).toMatchObject(DONE);
      expect(await catalogue()).toBe(was);
    });

    test('a prepared transaction is named', async () => {
      await runAll(trees.owner.before);
      expect(
        await as('owner', 'accounts', "BEGIN; CREATE TABLE entry (id int); PREPARE TRANSACTION 'half; done'", 'accounts'),
      ).toMatchObject(DONE);
      const refused = await run(trees.owner.now);
      expect([refused.code, refused.stderr]).toEqual([
        1,
        expect.stringContaining("the prepared transaction 'half; done' of the role accounts"),
      ]);
      expect(await as('owner', 'accounts', "COMMIT PREPARED 'half; done'", 'accounts')).toMatchObject(DONE);
      expect(await run(trees.owner.now)).toMatchObject({ code: 0 });
    });

    /** Renames a database of this name with somebody connected, then for good, then again. */
    const renames = async (name: string, next: string): Promise<void> => {
      const names = (database: string): Record<string, string> => ({
        SVC_DB_NAME: database,
        SVC_DB_SHADOW_NAME: `${database}_shadow`,
        SVC_DB_ROLE: `${database}_owner`,
        SVC_DB_APP_ROLE: `${database}_app`,
        SVC_DB_FORMER_OWNER: database,
      });
      const password = passwordOf('split', 'accounts_app');
      const roles = Object.fromEntries(['', '_owner', '_app'].map((end) => [`${name}${end}`, `${next}${end}`]));
      const env = { ...names(next), SVC_DB_RENAMED_FROM: name, SVC_DB_RENAMED_ROLES: JSON.stringify(roles) };
      expect(await run(trees.split.before, 'accounts', names(name))).toMatchObject(DONE);
      const session = openSession(server, { user: `${name}_app`, password, database: name });
      await session.ask('SELECT 1');
      const refused = await run(trees.split.now, 'accounts', env);
      await session.close();
      expect([name, refused.code, refused.stderr]).toEqual([name, 1, expect.stringContaining('is renamed when nobody is connected')]);
      expect([name, await run(trees.split.now, 'accounts', env)]).toMatchObject([name, { code: 0 }]);
      expect(await run(trees.split.now, 'accounts', env)).toMatchObject(DONE);
      const login = await psql(server, { user: `${next}_app`, password, database: next }, 'SELECT current_user, current_database()');
      expect(login).toEqual({ ...DONE, stdout: `${next}_app|${next}\n` });
    };

    test.each(['dou"ble', "sin'gle; -- x", 'back\\slash', ':svc_db', '%I %L $$ x', 'host=elsewhere'])('quotes the name %s', (name) =>
      renames(name, `${name} NEW`),
    );

    test('a password that was hashed with MD5, which a rename clears, is set again', async () => {
      await runAll(trees.owner.before);
      await ask(server, "SET password_encryption = 'md5'; ALTER ROLE accounts PASSWORD 'old'");
      expect(await run(trees.owner.now)).toMatchObject({ code: 0 });
      expect(await as('owner', 'parties', 'SELECT 1')).toMatchObject(DONE);
    });

    // A database of a superuser is nothing that another admin may rename, and quotes are the same for both.
    if (!isSuper) return;

    test('one that the admin made is renamed and handed over', async () => {
      await ask(server, 'CREATE DATABASE accounts');
      await ask(server, "CREATE TABLE entry (note text); INSERT INTO entry VALUES ('old')", {}, 'accounts');
      expect(await run(trees.owner.now)).toMatchObject({ code: 0 });
      expect(await as('owner', 'parties', 'UPDATE entry SET note = note RETURNING note')).toMatchObject({ code: 0, stdout: 'old\n' });
    });

    test('quotes every other name', async () => {
      // Up to 63 bytes with the longest end, and nothing that no variable and no line of psql's output can have.
      const name = fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 24 })
        .filter((text) => Buffer.byteLength(text) <= 50 && !/[\0\n\r]/.test(text) && !text.startsWith('pg_'));
      await fc.assert(
        fc.asyncProperty(name, name, async (one, other) => {
          if (one === other) return;
          await emptyServer(server);
          await renames(one, other);
        }),
        { numRuns: 5 },
      );
    });
  });
});

function byBytes(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 100));
}

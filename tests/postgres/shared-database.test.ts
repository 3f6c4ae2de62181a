import type { CommandResult } from '../cluster/support/command';
import { podTemplateOf, type Container, type KubernetesObject, type PodSpec } from '../cluster/support/manifests';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { objectsOf, platformOf } from '../support/platform';
import { adminLogin, clusterData, type ClusterData } from './support/cluster-data';
import { runContainer, runPod } from './support/container-process';
import { startFlakyProxy } from './support/flaky-proxy';
import { emptyServer } from './support/provisioner';
import { ask, psql } from './support/psql';
import { withPostgresLong } from './support/run';
import { startPostgres, type PostgresServer } from './support/server';

/** What a pod says when it did its work. */
const DONE = { code: 0, stderr: '' };

/** A tree, with what its pods read. */
interface Tree {
  readonly objects: readonly KubernetesObject[];
  readonly data: ClusterData;
}

/** The golden platform, with another access of the owner or of the guests. */
function treeOf(ownerAccess: 'owner' | 'split', accessOf: Readonly<Record<string, 'read' | 'write'>> = {}): Tree {
  const input = goldenPlatforms['shared-database-dev']!;
  const services = Object.fromEntries(
    Object.entries(input.services).map(([key, service]) => {
      const { database } = service as { readonly database: string | object };
      return [
        key,
        typeof database === 'string'
          ? { ...service, databaseAccess: ownerAccess }
          : { ...service, database: { ...database, ...(accessOf[key] !== undefined && { access: accessOf[key] }) } },
      ];
    }),
  );
  const objects = objectsOf(platformOf({ ...input, services })) as unknown as KubernetesObject[];
  return { objects, data: clusterData(objects) };
}

function podOf({ objects }: Tree, name: string, kind: string, component: string): PodSpec {
  const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/component': component };
  const found = objects.find(
    (object) => object.kind === kind && Object.entries(labels).every(([label, value]) => object.metadata.labels?.[label] === value),
  );
  return podTemplateOf(found!).spec;
}

function containerOf(pod: PodSpec, name: string): Container {
  return [...(pod.initContainers ?? []), ...pod.containers].find((container) => container.name === name)!;
}

const trees = { owner: treeOf('owner'), split: treeOf('split') };
const superuser = adminLogin(
  trees.split.objects.find(({ kind }) => kind === 'Job')!,
  trees.split.data,
);
const denied = /permission denied|must be owner/;

withPostgresLong('a shared database', (major) => {
  const admins = {
    'a superuser': {},
    'an administrator who is no superuser': { PGUSER: 'provisioner', PGPASSWORD: 'a-password' },
  };

  describe.each(Object.entries(admins))('made by %s', (_, admin) => {
    let server: PostgresServer;
    const run = (service: string, tree: Tree, env: Record<string, string> = {}): Promise<CommandResult> =>
      runPod({ pod: podOf(tree, service, 'Job', 'db-init'), data: tree.data, server, env: { ...admin, ...env } });
    const as = (user: string, secret: string, sql: string): Promise<CommandResult> =>
      psql(server, { user, password: trees.split.data.secrets.get(secret)!['password']!, database: 'accounts' }, sql);
    const asReader = (sql: string): Promise<CommandResult> => as('accounts_reports', 'reports-db', sql);
    const asWriter = (sql: string): Promise<CommandResult> => as('accounts_account_import', 'account-import-db', sql);
    const asOwner = (access: 'owner' | 'split', sql: string): Promise<CommandResult> =>
      access === 'owner' ? as('accounts', 'accounts-db', sql) : as('accounts_owner', 'accounts-db-owner', sql);
    /** Runs all three init Jobs, the owner's first. */
    const runAll = async (tree: Tree): Promise<void> => {
      for (const service of ['accounts', 'account-import', 'reports'])
        expect([service, await run(service, tree)]).toMatchObject([service, DONE]);
    };
    const refuses = async (as: (sql: string) => Promise<CommandResult>, statements: readonly string[]): Promise<void> => {
      for (const sql of statements) {
        const refused = await as(sql);
        expect([sql, refused.code === 0, denied.test(refused.stderr)]).toEqual([sql, false, true]);
      }
    };

    beforeAll(async () => {
      server = await startPostgres(superuser.user, superuser.password, major);
      await ask(server, "CREATE ROLE provisioner LOGIN CREATEDB CREATEROLE PASSWORD 'a-password'");
    });
    afterAll(() => server.stop());
    // Every test finds the server as it was.
    afterEach(() => emptyServer(server));

    test.each(['owner', 'split'] as const)(
      'a reader reads what there is and what comes, a writer writes it, and neither changes a table (access of the owner: %s)',
      async (access) => {
        const tree = trees[access];
        expect(await run('accounts', tree)).toMatchObject(DONE);
        expect(await asOwner(access, 'CREATE TABLE before (id serial PRIMARY KEY, note text)')).toMatchObject(DONE);
        await runAll(tree);
        expect(
          await asOwner(access, 'CREATE TABLE after (id serial PRIMARY KEY, note text); CREATE VIEW notes AS SELECT note FROM after'),
        ).toMatchObject(DONE);
        for (let times = 0; times < 2; times += 1) {
          for (const table of ['before', 'after']) {
            expect(
              await asWriter(`INSERT INTO ${table} (note) VALUES ('paid'), ('late'); UPDATE ${table} SET note = 'due' WHERE note = 'paid'`),
            ).toMatchObject(DONE);
            expect(await asReader(`SELECT note FROM ${table} ORDER BY id DESC LIMIT 2`)).toEqual({ ...DONE, stdout: 'late\ndue\n' });
          }
          expect(await asReader('SELECT count(*) FROM notes')).toMatchObject(DONE);
          expect(await asWriter('DELETE FROM before; DELETE FROM after; CREATE TEMPORARY TABLE scratch (id int)')).toMatchObject(DONE);
          await runAll(tree);
        }
        await refuses(asReader, [
          "INSERT INTO before (note) VALUES ('x')",
          'UPDATE after SET note = null',
          'DELETE FROM after',
          "SELECT nextval('after_id_seq')",
          'CREATE TEMPORARY TABLE scratch (id int)',
        ]);
        for (const guest of [asReader, asWriter]) {
          await refuses(
            guest,
            [
              'CREATE TABLE other (id int)',
              'CREATE SCHEMA other',
              'ALTER TABLE after ADD COLUMN more int',
              'DROP TABLE before',
              'TRUNCATE before',
              'CREATE INDEX ON after (note)',
              'SET ROLE accounts',
              'SET ROLE accounts_owner',
            ].filter(
              (sql) => !sql.startsWith('SET ROLE') || sql === (access === 'owner' ? 'SET ROLE accounts' : 'SET ROLE accounts_owner'),
            ),
          );
        }
      },
    );

    test('the roles can nothing but log in, as often as their limits say', async () => {
      await runAll(trees.split);
      expect(
        await ask(
          server,
          "SELECT rolname, rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolconnlimit FROM pg_roles WHERE rolname LIKE 'accounts\\_%' AND rolname NOT IN ('accounts_app', 'accounts_owner') ORDER BY 1",
        ),
      ).toBe('accounts_account_import|t|f|f|f|f|f|35\naccounts_reports|t|f|f|f|f|f|55');
    });

    test('a writer that becomes a reader loses what is more, a reader that becomes a writer gets it', async () => {
      await runAll(trees.split);
      const swapped = treeOf('split', { reports: 'write', 'account-import': 'read' });
      expect(await asOwner('split', 'CREATE TABLE entry (id serial PRIMARY KEY, note text)')).toMatchObject(DONE);
      await runAll(swapped);
      expect(await asOwner('split', 'CREATE TABLE later (id serial PRIMARY KEY, note text)')).toMatchObject(DONE);
      for (const table of ['entry', 'later']) {
        expect(await asReader(`INSERT INTO ${table} (note) VALUES ('x')`)).toMatchObject(DONE);
        expect(await asWriter(`SELECT note FROM ${table}`)).toMatchObject(DONE);
        await refuses(asWriter, [`INSERT INTO ${table} (note) VALUES ('x')`, `DELETE FROM ${table}`]);
      }
      await refuses(asWriter, ['CREATE TEMPORARY TABLE scratch (id int)']);
    });

    test('a run that has nothing to change touches no table', async () => {
      await runAll(trees.split);
      expect(await asOwner('split', 'CREATE TABLE entry (id serial PRIMARY KEY, note text)')).toMatchObject(DONE);
      const versions = (): Promise<string> =>
        ask(server, "SELECT relname, xmin FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1", {}, 'accounts');
      const before = await versions();
      await runAll(trees.split);
      expect(await versions()).toEqual(before);
    });

    test('guests stay when the access of the owner is split', async () => {
      expect(await run('accounts', trees.owner)).toMatchObject(DONE);
      expect(await asOwner('owner', 'CREATE TABLE entry (id serial PRIMARY KEY, note text)')).toMatchObject(DONE);
      await runAll(trees.owner);
      await runAll(trees.split);
      expect(await asReader('SELECT count(*) FROM entry')).toEqual({ ...DONE, stdout: '0\n' });
      expect(await asOwner('split', 'CREATE TABLE later (id int)')).toMatchObject(DONE);
      expect(await asReader('SELECT count(*) FROM later')).toEqual({ ...DONE, stdout: '0\n' });
    });

    test('all Jobs at once come to the same', async () => {
      const services = ['reports', 'account-import', 'accounts', 'reports', 'account-import', 'accounts'];
      const results = await Promise.all(services.map((service) => run(service, trees.split)));
      expect(results).toMatchObject(services.map(() => ({ code: 0 })));
      expect(await asOwner('split', 'CREATE TABLE entry (id int)')).toMatchObject(DONE);
      expect(await asReader('SELECT count(*) FROM entry')).toEqual({ ...DONE, stdout: '0\n' });
    });

    test('nobody is let in who is somebody else already', async () => {
      expect(await run('accounts', trees.split)).toMatchObject(DONE);
      // Without run.sh, which would wait for a database that is not there.
      const says = async (env: Record<string, string>): Promise<string> => {
        const pod = podOf(trees.split, 'reports', 'Job', 'db-init');
        const container = {
          ...containerOf(pod, 'psql'),
          command: ['psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', 'postgres', '-f', '/sql/init.sql'],
        };
        return (await runContainer(container, { pod, data: trees.split.data, server, env: { ...admin, ...env } })).stderr;
      };
      expect(await says({ SVC_DB_GUEST_ROLE: admin === admins['a superuser'] ? superuser.user : 'provisioner' })).toContain(
        'is the admin role',
      );
      await ask(server, 'CREATE ROLE accounts_reports CREATEDB');
      expect(await says({})).toContain('privileges that no service may have');
      await ask(server, 'ALTER ROLE accounts_reports NOCREATEDB; GRANT accounts_owner TO accounts_reports');
      expect(await says({})).toContain('is a member of another role');
      await ask(server, 'REVOKE accounts_owner FROM accounts_reports; CREATE DATABASE other OWNER accounts_reports');
      expect(await says({})).toContain('is that of another database');
      expect(await says({ SVC_DB_GUEST_ROLE: 'newcomer', SVC_DB_ROLE: 'accounts_app' })).toContain(
        'belongs to a role other than that of its service',
      );
      expect(await says({ SVC_DB_GUEST_ROLE: 'newcomer', SVC_DB_NAME: 'nowhere' })).toContain('does not exist');
      expect((await run('reports', trees.split, { SVC_DB_GUEST_ROLE: 'newcomer', SVC_DB_GUEST_PASSWORD: '' })).stderr).toBe(
        'SVC_DB_GUEST_PASSWORD is not set\n',
      );
      expect(await ask(server, "SELECT count(*) FROM pg_roles WHERE rolname = 'newcomer'")).toBe('0');
    });

    test('the init Job of a guest waits for that of the owner', async () => {
      const connections = await startFlakyProxy(server, () => 'pass');
      try {
        const pod = podOf(trees.split, 'reports', 'Job', 'db-init');
        const waiting = runPod({ pod, data: trees.split.data, server: { ...server, port: connections.port }, env: admin });
        await connections.reached(2);
        expect(await run('accounts', trees.split)).toMatchObject(DONE);
        const { code, stderr } = await waiting;
        expect(stderr).toContain('the database does not exist, or belongs to a role');
        expect(code).toBe(0);
      } finally {
        await connections.stop();
      }
    });

    test('the pods of a guest wait until it is let in', async () => {
      const pod = podOf(trees.split, 'reports', 'Deployment', 'api');
      const container = containerOf(pod, 'wait-for-database');
      expect(await run('accounts', trees.split)).toMatchObject(DONE);
      expect((await runContainer(container, { pod, data: trees.split.data, server, env: { WAIT_SECONDS: '1' } })).code).toBe(1);
      expect(await run('reports', trees.split)).toMatchObject(DONE);
      expect(await runContainer(container, { pod, data: trees.split.data, server })).toMatchObject(DONE);
    });
  });
});

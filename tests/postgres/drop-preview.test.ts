import type { CommandResult } from '../cluster/support/command';
import { podTemplateOf, type KubernetesObject, type PodSpec } from '../cluster/support/manifests';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { objectsOf, platformOf } from '../support/platform';
import { clusterData } from './support/cluster-data';
import { runPod } from './support/container-process';
import { emptyServer } from './support/provisioner';
import { ask, psql } from './support/psql';
import { withPostgresLong } from './support/run';
import { startPostgres, type PostgresServer } from './support/server';

const input = goldenPlatforms['shared-database-prod']!;

/** The shared database, of a preview that Argo CD carries. */
function treeOf(
  number: string,
  more: object = {},
): { readonly objects: readonly KubernetesObject[]; readonly data: ReturnType<typeof clusterData> } {
  const services = Object.fromEntries(
    Object.entries(input.services).map(([key, service]) => [
      key,
      typeof (service as { readonly database: unknown }).database === 'string'
        ? { ...service, ...(number !== '170' && { databaseAccess: 'split' }), ...more }
        : service,
    ]),
  );
  const overlay = { ...input.overlay, preview: {}, secrets: { provider: 'existing' } };
  const objects = objectsOf(platformOf({ ...input, services, overlay, environment: 'preview', number })) as unknown as KubernetesObject[];
  return { objects, data: clusterData(objects) };
}

const trees = {
  '17': treeOf('17'),
  '170': treeOf('170'),
  renamed: treeOf('17', { database: 'accounts_of_all', databaseRenamedFrom: 'accounts' }),
};
type PreviewNumber = keyof typeof trees;

function podOf(number: PreviewNumber, service: string, component: string): PodSpec | undefined {
  const labels = { 'app.kubernetes.io/name': service, 'app.kubernetes.io/component': component };
  const found = trees[number].objects.find(
    ({ kind, metadata }) => kind === 'Job' && Object.entries(labels).every(([label, value]) => metadata.labels?.[label] === value),
  );
  return found && podTemplateOf(found).spec;
}

const secrets = { SVC_DB_PASSWORD: 'a-password', SVC_DB_APP_PASSWORD: 'a-password', SVC_DB_GUEST_PASSWORD: 'a-password' };

withPostgresLong('the Job that drops the database of a preview', (major) => {
  const admins = {
    'a superuser': { PGUSER: 'postgres', PGPASSWORD: 'super' },
    'an administrator who is no superuser': { PGUSER: 'provisioner', PGPASSWORD: 'a-password' },
  };

  describe.each(Object.entries(admins))('run by %s', (_, admin) => {
    let server: PostgresServer;
    const run = (number: PreviewNumber, service: string, component: string, env: Record<string, string> = {}): Promise<CommandResult> =>
      runPod({ pod: podOf(number, service, component)!, data: trees[number].data, server, env: { ...admin, ...secrets, ...env } });
    const make = async (number: PreviewNumber): Promise<void> => {
      for (const service of ['accounts', 'account-import', 'reports']) {
        const made = podOf(number, service, 'db-init') === undefined ? undefined : await run(number, service, 'db-init');
        expect([service, made]).toMatchObject([service, { code: 0 }]);
      }
    };
    const drop = (number: PreviewNumber, env: Record<string, string> = {}): Promise<CommandResult> =>
      run(number, 'accounts', 'db-drop', env);
    const there = async (): Promise<string> =>
      ask(
        server,
        'SELECT name FROM (SELECT datname AS name FROM pg_database UNION SELECT rolname FROM pg_roles WHERE oid >= 16384) AS all_names WHERE name LIKE \'accounts%\' ORDER BY name COLLATE "C"',
      );

    beforeAll(async () => {
      server = await startPostgres('postgres', 'super', major);
      await ask(server, "CREATE ROLE provisioner LOGIN CREATEDB CREATEROLE PASSWORD 'a-password'");
    });
    afterAll(() => server.stop());
    afterEach(() => emptyServer(server));

    test('drops the database and every role of its preview, with sessions in it, and nothing of another one', async () => {
      await make('17');
      await make('170');
      await ask(server, 'CREATE DATABASE accounts');
      const before = await there();
      const session = psql(server, { user: 'accounts_app_17', password: 'a-password', database: 'accounts_17' }, 'SELECT pg_sleep(60)');
      for (let waiting = 0; waiting < 200; waiting += 1)
        if ((await ask(server, "SELECT count(*) FROM pg_stat_activity WHERE usename = 'accounts_app_17'")).trim() === '1') break;
      expect(await drop('17')).toMatchObject({ code: 0 });
      expect((await session).code).not.toBe(0);
      expect(await there()).toBe(
        before
          .split('\n')
          .filter((name) => !name.endsWith('_17'))
          .join('\n'),
      );
      expect(before).toContain('accounts_17\n');
      expect(await there()).toContain('accounts_170');
      // What is gone is no error: Argo CD may try again.
      expect(await drop('17')).toMatchObject({ code: 0 });
    });

    test.each([
      ['the database of production', { SVC_DB_NAME: 'accounts' }, 'does not end with the number'],
      ['that of another preview', { SVC_DB_NAME: 'accounts_170' }, 'does not end with the number'],
      ['another role beside its own', { SVC_DB_ROLES: 'accounts_owner_17,accounts' }, 'does not end with the number'],
      ['no number', { SVC_DB_SUFFIX: '' }, 'the number of the preview is none'],
      ['a number that is a pattern', { SVC_DB_SUFFIX: '_%' }, 'the number of the preview is none'],
      ['nothing but a number', { SVC_DB_NAME: '_17' }, 'does not end with the number'],
      ['a database of somebody else', { SVC_DB_ROLES: 'accounts_app_17' }, 'belongs to a role that is none of the preview'],
    ])('refuses %s, and drops nothing', async (__, env, said) => {
      await make('17');
      await make('170');
      await ask(server, 'CREATE DATABASE accounts');
      const before = await there();
      const { code, stderr } = await drop('17', env);
      expect(code).not.toBe(0);
      expect(stderr).toContain(said);
      expect(await there()).toBe(before);
    });

    test.each(['17', 'renamed'] as const)('drops a renamed database under whichever of its names it has (made as %s)', async (made) => {
      await make(made);
      await make('170');
      expect(await drop('renamed')).toMatchObject({ code: 0 });
      expect(await there()).not.toMatch(/_17$/m);
      expect(await there()).toContain('accounts_170');
      expect(await drop('renamed')).toMatchObject({ code: 0 });
    });

    test('refuses a role with privileges, and keeps one that owns something elsewhere', async () => {
      await make('17');
      await ask(server, 'ALTER ROLE accounts_app_17 CREATEDB');
      expect((await drop('17')).stderr).toContain('privileges that no service may have');
      await ask(server, 'ALTER ROLE accounts_app_17 NOCREATEDB; CREATE DATABASE other OWNER accounts_app_17');
      const { code, stderr } = await drop('17');
      expect(code).not.toBe(0);
      expect(stderr).toContain('cannot be dropped because some objects depend on it');
      expect((await ask(server, "SELECT datname FROM pg_database WHERE datname = 'other'")).trim()).toBe('other');
    });

    test.each<readonly [string, PreviewNumber, readonly string[], string]>([
      [
        'a database of another environment with its roles',
        '17',
        ['CREATE ROLE accounts_owner_17 LOGIN', 'CREATE DATABASE accounts_17 OWNER accounts_owner_17'],
        'the database',
      ],
      [
        'one of another environment with one role',
        '170',
        ['CREATE ROLE accounts_170 LOGIN', 'CREATE DATABASE accounts_170 OWNER accounts_170'],
        'the database',
      ],
      [
        'a copy that an administrator made by hand',
        '17',
        ['CREATE DATABASE accounts_17', `ALTER DATABASE accounts_17 OWNER TO ${admin.PGUSER}`],
        'the database',
      ],
      ['a role of somebody else', '17', ["CREATE ROLE accounts_app_17 LOGIN PASSWORD 'theirs'"], 'a role'],
    ])('takes nothing that lacks its mark, and drops nothing of it: %s', async (__, number, made, what) => {
      for (const statement of made) await ask(server, statement);
      const state = (): Promise<string> =>
        ask(
          server,
          "SELECT datname, datdba, datacl FROM pg_database ORDER BY 1; SELECT rolname, rolpassword, rolcanlogin, rolconnlimit FROM pg_authid WHERE rolname LIKE 'accounts%' ORDER BY 1",
        );
      const before = await state();
      const { code, stderr } = await run(number, 'accounts', 'db-init');
      expect(code).not.toBe(0);
      expect(stderr).toContain(`${what} of the service exists without the mark of this preview`);
      expect(await state()).toBe(before);
      const dropped = await drop(number);
      expect(dropped).toMatchObject({ code: 0 });
      expect(dropped.stderr).toContain('without the mark of this preview');
      expect(await state()).toBe(before);
    });

    test('takes nothing of the same number of another environment or product', async () => {
      await make('17');
      const before = await there();
      for (const mark of ['cadastre preview acme/other/17', 'cadastre preview other/preview/17', 'cadastre preview acme/preview/170', '']) {
        expect((await run('17', 'accounts', 'db-init', { SVC_DB_MARK: mark })).code).not.toBe(0);
        expect(await drop('17', { SVC_DB_MARK: mark })).not.toMatchObject({ stderr: '' });
        expect(await there()).toBe(before);
      }
    });

    test('lets no guest into a database without its mark', async () => {
      await ask(server, 'CREATE ROLE accounts_owner_17');
      await ask(server, 'CREATE DATABASE accounts_17 OWNER accounts_owner_17');
      const pod = podOf('17', 'reports', 'db-init')!;
      const waiting = runPod({
        pod: { ...pod, containers: pod.containers.map((one) => ({ ...one, command: ['timeout', '6', ...one.command!] })) },
        data: trees['17'].data,
        server,
        env: { ...admin, ...secrets },
      });
      expect((await waiting).code).not.toBe(0);
      expect((await there()).split('\n')).toEqual(['accounts_17', 'accounts_owner_17']);
    });

    test('finishes what an init Job left half made, may run again, and leaves a database whose mark somebody took away', async () => {
      await make('17');
      // As after a crash between the creation of a database and its mark: nobody has ever connected to it.
      await ask(server, 'DROP DATABASE accounts_17');
      await ask(server, 'CREATE DATABASE accounts_17 OWNER accounts_owner_17 TEMPLATE template0 ALLOW_CONNECTIONS false');
      await make('17');
      await make('17');
      await ask(server, 'COMMENT ON DATABASE accounts_17 IS NULL');
      const before = await there();
      expect((await run('17', 'accounts', 'db-init')).stderr).toContain('without the mark of this preview');
      expect(await drop('17')).toMatchObject({ code: 0 });
      expect(await there()).toBe(before);
    });
  });
});

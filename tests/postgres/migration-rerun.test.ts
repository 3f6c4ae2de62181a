import type { CommandResult } from '../cluster/support/command';
import { podTemplateOf, type KubernetesObject, type PodSpec } from '../cluster/support/manifests';
import { objectsOf, plainService, platformOf, productionOverlay } from '../support/platform';
import { type ClusterData, clusterData } from './support/cluster-data';
import { runContainer, runPod } from './support/container-process';
import { type Fate, startFlakyProxy } from './support/flaky-proxy';
import { ask } from './support/psql';
import { withPostgres } from './support/run';
import { startPostgres, type PostgresServer } from './support/server';

const data: ClusterData = {
  secrets: new Map([['ledger-db', { username: 'ledger', password: 'a-password' }]]),
  // The scripts are the same in every tree.
  configMaps: clusterData(
    objectsOf(
      platformOf({ services: { ledger: { ...plainService, hostname: 'ledger', database: 'ledger' } } }),
    ) as unknown as KubernetesObject[],
  ).configMaps,
};

/** Counts its runs in the database, as any program does that gets the variables of a migration. */
const count =
  'psql "$DATABASE_URL" -X -q -v ON_ERROR_STOP=1 -c "CREATE TABLE IF NOT EXISTS run (at timestamptz DEFAULT now()); INSERT INTO run DEFAULT VALUES"';

/** The pod of the migration Job of a service on the server, outside development. */
function migrationPod({ port }: PostgresServer, migration: object = {}, tag = '1.0.0'): PodSpec {
  const services = {
    ledger: {
      ...plainService,
      hostname: 'ledger',
      database: 'ledger',
      databaseClient: 'psycopg',
      migration: { mode: 'job', command: ['/bin/sh', '-ec', count], ...migration },
    },
  };
  const postgres = { provider: 'external', host: '127.0.0.1', port, tls: { mode: 'verify-full' } };
  const overlay = { ...productionOverlay, images: { tag }, postgres };
  const objects = objectsOf(platformOf({ services, overlay, environment: 'prod' })) as unknown as KubernetesObject[];
  return podTemplateOf(objects.find(({ kind, metadata }) => kind === 'Job' && metadata.name.startsWith('ledger-migrate-'))!).spec;
}

withPostgres('a migration Job', (major) => {
  let server: PostgresServer;

  beforeEach(async () => {
    server = await startPostgres('root', 'root-password', major);
    await ask(server, "CREATE ROLE ledger LOGIN PASSWORD 'a-password'; CREATE ROLE other LOGIN PASSWORD 'a-password'");
    await ask(server, 'CREATE DATABASE ledger OWNER ledger');
  });
  afterEach(() => server.stop());

  const runs = (): Promise<string> => ask(server, 'SELECT count(*) FROM run', {}, 'ledger');
  const run = (pod: PodSpec): Promise<CommandResult> => runPod({ pod, data, server });
  const step = (name: string, env: Record<string, string>, of = server): Promise<CommandResult> => {
    const pod = migrationPod(server);
    return runContainer(
      [...pod.initContainers!, ...pod.containers].find((container) => container.name === name)!,
      { pod, data, server: of, env },
    );
  };

  /** Runs one step behind a proxy. */
  const behind = async (
    fateOf: (connection: number) => Fate,
    name: string,
    env: Record<string, string>,
  ): Promise<[CommandResult, number]> => {
    const proxy = await startFlakyProxy(server, fateOf);
    const result = await step(name, env, { ...server, port: proxy.port }).finally(proxy.stop);
    return [result, proxy.count()];
  };

  test('that comes back, as after a rollback, runs nothing of what is recorded', async () => {
    for (const [tag, expected] of [
      ['1.0.0', '1'],
      ['2.0.0', '2'],
      ['1.0.0', '2'],
      ['2.0.0', '2'],
    ] as const) {
      expect(await run(migrationPod(server, {}, tag))).toMatchObject({ code: 0, stderr: '' });
      expect([tag, await runs()]).toEqual([tag, expected]);
    }
    expect(await ask(server, 'SELECT count(*) FROM "cadastre-migrations".applied', {}, 'ledger')).toBe('2');
  });

  test('that failed is not recorded, and runs again', async () => {
    const failing = migrationPod(server, { command: ['/bin/sh', '-ec', `${count}; exit 7`] });
    expect(await run(failing)).toMatchObject({ code: 7 });
    expect(await run(failing)).toMatchObject({ code: 7 });
    expect(await runs()).toBe('2');
  });

  test('of an image without a shell runs each time', async () => {
    for (const expected of ['1', '2']) {
      expect(await run(migrationPod(server, { shell: false }))).toMatchObject({ code: 0 });
      expect(await runs()).toBe(expected);
    }
  });

  test('waits while another session has the lock of Prisma, and goes on when it has not, or the time is over', async () => {
    const migrates = ask(server, 'SELECT pg_advisory_lock(72707369); SELECT pg_sleep(4)', {}, 'ledger');
    const result = await step('check-migration', {});
    expect(result).toMatchObject({ code: 0, stdout: expect.stringContaining('waiting for another migration of ledger') as string });
    await migrates;
    const goesOn = ask(server, 'SELECT pg_advisory_lock(72707369); SELECT pg_sleep(6)', {}, 'ledger');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await step('check-migration', { WAIT_SECONDS: '1' })).toMatchObject({ code: 0 });
    await goesOn;
  });

  test.each(['check-migration', 'record-migration'])(
    '%s goes on when the server is reached at last, however long that takes',
    async (name) => {
      const [result, connections] = await behind((connection) => (connection > 6 ? 'pass' : 'drop'), name, { WAIT_SECONDS: '0' });
      expect(result).toMatchObject({ code: 0, stderr: '' });
      expect(result.stdout).toContain('waiting for 127.0.0.1:');
      expect(connections).toBeGreaterThan(6);
    },
  );

  test('records once, also when it is cut off in the middle, and does not migrate again for it', async () => {
    // Past the login, before the end of the script.
    const [result] = await behind((connection) => (connection === 1 ? { cutAfter: 500 } : 'pass'), 'record-migration', {
      PGSSLMODE: 'disable',
    });
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.stdout).toContain('waiting for 127.0.0.1:');
    expect(await run(migrationPod(server))).toMatchObject({ code: 0 });
    expect(await ask(server, "SELECT to_regclass('run') IS NULL", {}, 'ledger')).toBe('t');
  });

  test('records also where a connection that was lost in the middle still has the lock', async () => {
    // Of what the client sends, the server gets all up to the lock.
    for (const cutAfter of [250, 450]) {
      const [result] = await behind((connection) => (connection === 1 ? { cutAfter } : 'pass'), 'record-migration', {
        PGSSLMODE: 'disable',
      });
      expect(result).toMatchObject({ code: 0, stderr: '' });
    }
    expect(await ask(server, 'SELECT count(*) FROM "cadastre-migrations".applied', {}, 'ledger')).toBe('1');
  });

  test.each(['check-migration', 'record-migration'])('%s gives up a login that is refused, and says why', async (name) => {
    const refused = await step(name, { PGPASSWORD: 'wrong', WAIT_SECONDS: '0' });
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('password authentication failed for user "ledger"');
    expect(refused.stderr).toContain('gave up after 0 s');
  });

  test('fails at once when it may not record', async () => {
    const refused = await step('record-migration', { PGUSER: 'other' });
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('permission denied for database ledger');
  });
});

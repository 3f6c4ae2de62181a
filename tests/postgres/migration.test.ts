import type { CommandResult } from '../cluster/support/command';
import { podTemplateOf, type Container, type KubernetesObject, type PodSpec } from '../cluster/support/manifests';
import { poll } from '../cluster/support/poll';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { objectsOf, platformOf } from '../support/platform';
import { adminLogin, clusterData, type ClusterData } from './support/cluster-data';
import { runContainer, runPod } from './support/container-process';
import { ask, psql } from './support/psql';
import { withPostgres } from './support/run';
import { startPostgres, type PostgresServer } from './support/server';

/** What of one service has to do with its migration, and what its containers can be given. */
interface Migrating {
  readonly initJob: PodSpec;
  readonly record: Container;
  readonly migrationJob: PodSpec;
  readonly wait: Container;
  readonly deployment: PodSpec;
  readonly data: ClusterData;
}

/** The `ledger` of the golden platform, with another tag if asked for. */
function ledger(tag = '1.2.3', env: Record<string, string> = {}): Migrating {
  const input = goldenPlatforms['migrations-dev']!;
  const overlay = { ...input.overlay, images: { tag }, services: { ledger: { env } } };
  const objects = objectsOf(platformOf({ ...input, overlay })) as unknown as KubernetesObject[];
  const podOf = (kind: string, component: string): PodSpec =>
    podTemplateOf(objects.find((object) => object.kind === kind && hasLabels(object, component))!).spec;
  const migrationJob = podOf('Job', 'migrate');
  const deployment = podOf('Deployment', 'api');
  return {
    initJob: podOf('Job', 'db-init'),
    migrationJob,
    record: migrationJob.containers[0]!,
    deployment,
    wait: deployment.initContainers!.find(({ name }) => name === 'wait-for-migration')!,
    data: clusterData(objects),
  };
}

function hasLabels({ metadata }: KubernetesObject, component: string): boolean {
  return metadata.labels?.['app.kubernetes.io/name'] === 'ledger' && metadata.labels['app.kubernetes.io/component'] === component;
}

withPostgres('the migration of a service', (major) => {
  const first = ledger();
  const second = ledger('2.0.0');
  const login = { user: 'ledger', password: first.data.secrets.get('ledger-db')!['password']!, database: 'ledger' };
  let server: PostgresServer;

  beforeEach(async () => {
    const objects = objectsOf(platformOf(goldenPlatforms['migrations-dev']!)) as unknown as KubernetesObject[];
    const admin = adminLogin(
      objects.find(({ kind }) => kind === 'Job')!,
      first.data,
    );
    server = await startPostgres(admin.user, admin.password, major);
    expect(await runPod({ pod: first.initJob, data: first.data, server })).toMatchObject({ code: 0 });
  });
  afterEach(() => server.stop());

  const wait = ({ wait: container, deployment: pod, data }: Migrating, seconds: number): Promise<CommandResult> =>
    runContainer(container, { pod, data, server, env: { WAIT_SECONDS: String(seconds) } });
  const record = ({ record: container, migrationJob: pod, data }: Migrating): Promise<CommandResult> =>
    runContainer(container, { pod, data, server });
  const recorded = (): Promise<string> => ask(server, 'SELECT image FROM "cadastre-migrations".applied ORDER BY image', {}, 'ledger');
  const asOwner = (sql: string): Promise<CommandResult> => psql(server, login, sql);

  const asked = (): number => server.log().split(`to_regclass('"cadastre-migrations".applied') IS NOT NULL`).length - 1;

  test('is waited for, until it is recorded', async () => {
    let over = false;
    const before = asked();
    const waiting = wait(first, 600).finally(() => (over = true));
    await poll(100, () => (asked() > before + 1 ? true : undefined));
    expect(over).toBe(false);
    expect(await asOwner('CREATE TABLE entry (id int)')).toMatchObject({ code: 0 });
    expect(await record(first)).toMatchObject({ code: 0, stderr: '' });
    const { code, stdout, stderr } = await waiting;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('waiting for the migration of this image');
    expect(await wait(first, 0)).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('is given up within the bound, in words, and without an error in the log of the server', async () => {
    const gaveUp = await wait(first, 0);
    expect(gaveUp.code).toBe(1);
    expect(gaveUp.stderr).toBe('gave up after 0 s: the migration of this image has not completed, see its Job\n');
    expect(gaveUp.stdout).toBe(''); // it has not waited once
    expect(server.log()).not.toContain('does not exist');
  });

  test('says why when it cannot even ask', async () => {
    const { wait: container, deployment: pod, data } = first;
    const refused = await runContainer(container, { pod, data, server, env: { WAIT_SECONDS: '0', PGPASSWORD: 'wrong' } });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('password authentication failed');
  });

  test('is another one for another image, and the older image is let in again afterwards, whatever else has changed', async () => {
    expect(await record(first)).toMatchObject({ code: 0 });
    expect((await wait(second, 0)).code).toBe(1);
    expect(await record(second)).toMatchObject({ code: 0 });
    expect(await wait(second, 0)).toMatchObject({ code: 0 });
    expect(await wait(first, 0)).toMatchObject({ code: 0 });
    expect(await wait(ledger('1.2.3', { LOG_LEVEL: 'debug' }), 0)).toMatchObject({ code: 0 });
    expect(await recorded()).toBe('registry.example.com/acme/ledger:1.2.3\nregistry.example.com/acme/ledger:2.0.0');
  });

  test('is recorded any number of times, and by many at once', async () => {
    expect(await record(first)).toMatchObject({ code: 0, stderr: '' });
    expect(await record(first)).toMatchObject({ code: 0, stderr: '' });
    expect(await asOwner('DROP SCHEMA "cadastre-migrations" CASCADE')).toMatchObject({ code: 0 });
    const results = await Promise.all(Array.from({ length: 12 }, (_, index) => record(index % 2 === 0 ? first : second)));
    for (const result of results) expect(result).toMatchObject({ code: 0, stderr: '' });
    expect((await recorded()).split('\n')).toHaveLength(2);
  });

  test('leaves nothing in the schema of the service, and belongs to its role', async () => {
    expect(await record(first)).toMatchObject({ code: 0 });
    expect(await ask(server, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", {}, 'ledger')).toBe('0');
    expect(
      await ask(
        server,
        `SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = '"cadastre-migrations".applied'::regclass`,
        {},
        'ledger',
      ),
    ).toBe('ledger');
  });
});

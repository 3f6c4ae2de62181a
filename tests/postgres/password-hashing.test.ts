import type { CommandResult } from '../cluster/support/command';
import { podTemplateOf, type KubernetesObject, type PodSpec } from '../cluster/support/manifests';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { developmentOverlay, objectsOf, platformOf } from '../support/platform';
import { adminLogin, clusterData } from './support/cluster-data';
import { runPod } from './support/container-process';
import { connectAs, createProvisioner } from './support/provisioner';
import { ask, psql } from './support/psql';
import { withPostgres } from './support/run';
import { startPostgres, type PostgresServer } from './support/server';

/** What is nasty for shells, psql and SQL. */
const hostile = `p@ss:w/o#rd%?&'"; DROP ROLE ledger; -- $(x) \\! \\n :svc_app`;

const passwordHashing = { ...developmentOverlay, postgres: { provider: 'in-cluster', passwordHashing: 'client' } };
const objects = ['split-access-dev', 'shared-database-dev'].flatMap(
  (name) => objectsOf(platformOf({ ...goldenPlatforms[name]!, overlay: passwordHashing })) as unknown as KubernetesObject[],
);
const data = clusterData(objects);
const superuser = adminLogin(
  objects.find(({ kind }) => kind === 'Job')!,
  data,
);

/** The pod of an init Job as a container has it: without a terminal, which the test may have and psql would ask. */
function initPodOf(service: string): PodSpec {
  const job = objects.find(({ kind, metadata }) => kind === 'Job' && metadata.name.startsWith(`${service}-db-init-`));
  const { spec } = podTemplateOf(job!);
  return {
    ...spec,
    containers: spec.containers.map((container) => ({ ...container, command: ['setsid', '--wait', ...(container.command ?? [])] })),
  };
}

withPostgres('passwords that psql makes hashes of, for an administrator who is no superuser', (major) => {
  let server: PostgresServer;
  let env: Record<string, string>;
  const run = (service: string, passwords: Record<string, string>): Promise<CommandResult> =>
    runPod({ pod: initPodOf(service), data, server, env: { ...env, ...passwords } });
  const login = (user: string, password: string, database: string): Promise<CommandResult> =>
    psql(server, { user, password, database }, 'SELECT current_user');

  beforeAll(async () => {
    server = await startPostgres(superuser.user, superuser.password, major);
    env = connectAs(await createProvisioner(server));
  });
  afterAll(() => server.stop());

  test('work, and the log, which has every statement, has hashes alone', async () => {
    const before = server.log().length;
    expect(await run('ledger', { SVC_DB_PASSWORD: `owner-${hostile}`, SVC_DB_APP_PASSWORD: `app-${hostile}` })).toMatchObject({ code: 0 });
    expect(await login('ledger_owner', `owner-${hostile}`, 'ledger')).toMatchObject({ code: 0 });
    expect(await login('ledger_app', `app-${hostile}`, 'ledger')).toMatchObject({ code: 0 });
    expect((await login('ledger_app', `owner-${hostile}`, 'ledger')).stderr).toContain('password authentication failed');

    expect(await run('accounts', { SVC_DB_PASSWORD: 'secret-owner', SVC_DB_APP_PASSWORD: 'secret-app' })).toMatchObject({ code: 0 });
    expect(await run('reports', { SVC_DB_GUEST_PASSWORD: 'secret-guest' })).toMatchObject({ code: 0 });
    expect(await login('accounts_reports', 'secret-guest', 'accounts')).toMatchObject({ code: 0 });

    const log = server.log().slice(before);
    expect(['p@ss', 'secret-owner', 'secret-app', 'secret-guest'].filter((password) => log.includes(password))).toEqual([]);
    expect(log.match(/ALTER USER \S+ PASSWORD 'SCRAM-SHA-256\$/g)?.length).toBeGreaterThanOrEqual(4);
    expect(await ask(server, "SELECT rolpassword LIKE 'SCRAM-SHA-256$%' FROM pg_authid WHERE rolname = 'ledger_owner'")).toBe('t');
  });

  test('are set anew by the next run', async () => {
    expect(await run('ledger', { SVC_DB_PASSWORD: 'next-owner', SVC_DB_APP_PASSWORD: 'next-app' })).toMatchObject({ code: 0 });
    expect(await login('ledger_app', 'next-app', 'ledger')).toMatchObject({ code: 0 });
  });

  test('are not set where one is empty', async () => {
    const refused = await run('ledger', { SVC_DB_PASSWORD: 'other-owner', SVC_DB_APP_PASSWORD: '' });
    expect(refused).toMatchObject({ code: 1, stderr: 'SVC_DB_APP_PASSWORD is not set\n' });
    expect(await login('ledger_owner', 'next-owner', 'ledger')).toMatchObject({ code: 0 });
  });
});

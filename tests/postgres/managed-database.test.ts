import { podTemplateOf, type Container, type KubernetesObject, type PodSpec } from '../cluster/support/manifests';
import type { CommandResult } from '../cluster/support/command';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { objectsOf, platformOf } from '../support/platform';
import { clusterData } from './support/cluster-data';
import { runContainer } from './support/container-process';
import { ask, psql, type Login } from './support/psql';
import { withPostgres } from './support/run';
import { startPostgres, type PostgresServer } from './support/server';

const objects = objectsOf(platformOf(goldenPlatforms['cloudnative-pg-dev']!)) as unknown as KubernetesObject[];

/** What of one service has to do with its database. */
function managed(service: string): {
  readonly container: Container;
  readonly pod: PodSpec;
  readonly owner: Login;
  readonly create: string;
} {
  const find = (kind: string): KubernetesObject => objects.find((object) => object.kind === kind && object.metadata.name === service)!;
  const migrates = objects.find(({ kind, metadata }) => kind === 'Job' && metadata.name.startsWith(`${service}-migrate-`));
  const pod = podTemplateOf(migrates ?? find('Deployment')).spec;
  const { name, connectionLimit } = find('DatabaseRole').spec as unknown as { name: string; connectionLimit: number };
  const database = find('Database').spec as unknown as { name: string; owner: string; template: string; encoding: string };
  const password = clusterData(objects).secrets.get(`${service}-db`)!['password']!;
  return {
    container: pod.initContainers![0]!,
    pod,
    owner: { user: name, password, database: database.name },
    // What the operator makes of the two objects.
    create: `CREATE ROLE "${name}" LOGIN CONNECTION LIMIT ${connectionLimit} PASSWORD '${password}';
CREATE DATABASE "${database.name}" OWNER "${database.owner}" TEMPLATE "${database.template}" ENCODING "${database.encoding}";`,
  };
}

withPostgres('a database that the operator makes', (major) => {
  const ledger = managed('ledger');
  const owners = managed('owners');
  let server: PostgresServer;

  beforeEach(async () => {
    server = await startPostgres('postgres', 'admin', major);
  });
  afterEach(() => server.stop());

  const wait = ({ container, pod }: typeof ledger, env: Record<string, string> = {}): Promise<CommandResult> => {
    const data = clusterData(objects);
    const secrets = new Map([...data.secrets, ['acme-db-ca', { 'ca.crt': server.certificate }] as const]);
    return runContainer(container, { pod, data: { ...data, secrets }, server, env: { WAIT_SECONDS: '0', ...env } });
  };
  const privileges = (): Promise<string> =>
    ask(server, "SELECT datname, datacl FROM pg_database WHERE datname IN ('ledger', 'owners') ORDER BY 1");
  const extension = (): Promise<string> => ask(server, 'CREATE EXTENSION pg_trgm', {}, 'ledger');
  const login = (as: Login): Promise<CommandResult> => psql(server, as, 'SELECT current_user');

  test('is closed to every other role before the service starts', async () => {
    await ask(server, ledger.create);
    await ask(server, owners.create);
    await extension();
    expect(await login({ ...owners.owner, database: 'ledger' })).toMatchObject({ code: 0 });
    expect(await wait(ledger)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await wait(owners)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await privileges()).toBe('ledger|{ledger=CTc/ledger}\nowners|{owners=CTc/owners}');
    const refused = await login({ ...owners.owner, database: 'ledger' });
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain('permission denied for database "ledger"');
    expect(await login(ledger.owner)).toEqual({ code: 0, stdout: 'ledger\n', stderr: '' });
  });

  test('is closed once, however many pods start', async () => {
    await ask(server, ledger.create);
    await extension();
    const results = await Promise.all(Array.from({ length: 16 }, () => wait(ledger)));
    expect(results.map(({ code, stderr }) => [code, stderr])).toEqual(results.map(() => [0, '']));
    expect(await privileges()).toBe('ledger|{ledger=CTc/ledger}');
    expect(server.log().match(/statement: REVOKE ALL ON DATABASE/g)).toHaveLength(1);
    expect(server.log()).not.toContain('concurrently updated');
  });

  test('is waited for, with the reason in the end', async () => {
    const withoutRole = await wait(ledger);
    expect(withoutRole).toMatchObject({ code: 1, stderr: expect.stringContaining('password authentication failed') as string });
    await ask(server, ledger.create.split('\n')[0]!);
    expect((await wait(ledger)).stderr).toContain('database "ledger" does not exist');
    await ask(server, ledger.create.split('\n')[1]!);
    const withoutExtension = await wait(ledger);
    expect(withoutExtension).toMatchObject({ code: 1, stderr: expect.stringContaining('has not created all extensions') as string });
    // It is not left open meanwhile.
    expect(await privileges()).toBe('ledger|{ledger=CTc/ledger}');
    const waiting = wait(ledger, { WAIT_SECONDS: '600' });
    await extension();
    expect(await waiting).toMatchObject({ code: 0 });
  });

  test('is not used while it is open and belongs to another role', async () => {
    await ask(server, owners.create);
    await ask(server, 'ALTER DATABASE owners OWNER TO postgres');
    const gaveUp = await wait(owners);
    expect(gaveUp).toMatchObject({ code: 1, stderr: expect.stringContaining('every role of the server may connect') as string });
  });

  test('is closed under a name that needs quotes', async () => {
    await ask(server, owners.create);
    await ask(server, String.raw`ALTER DATABASE owners RENAME TO "we""ird 'name' \x"`);
    expect(await wait(owners, { PGDATABASE: String.raw`we"ird 'name' \x` })).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await ask(server, "SELECT datacl FROM pg_database WHERE datname LIKE 'we%'")).toBe('{owners=CTc/owners}');
  });
});

import type { CommandResult } from '../cluster/support/command';
import { podTemplateOf, type KubernetesObject } from '../cluster/support/manifests';
import { objectsOf, platformOf, developmentOverlay } from '../support/platform';
import { adminLogin, clusterData } from './support/cluster-data';
import { runPod } from './support/container-process';
import { connectAs, createProvisioner } from './support/provisioner';
import { ask, psql } from './support/psql';
import { withPostgres } from './support/run';
import { startPostgres, type PostgresServer } from './support/server';

function treeOf(command: readonly string[]): Pick<Parameters<typeof runPod>[0], 'pod' | 'data'> & { readonly job: KubernetesObject } {
  const ledger = {
    runtime: 'node',
    hostname: 'ledger',
    port: 4000,
    layer: 'domain',
    label: 'Ledger',
    routes: [],
    database: 'ledger',
    migration: { mode: 'job', command },
  };
  const objects = objectsOf(platformOf({ services: { ledger }, overlay: developmentOverlay })) as unknown as KubernetesObject[];
  const job = objects.find(({ kind, metadata }) => kind === 'Job' && metadata.name.startsWith('ledger-db-init-'))!;
  return { job, pod: podTemplateOf(job).spec, data: clusterData(objects) };
}

const byPrisma = treeOf(['npx', 'prisma', 'migrate', 'deploy']);
const byAnother = treeOf(['node', 'migrate.js']);
const superuser = adminLogin(byPrisma.job, byPrisma.data);

withPostgres('the shadow database of a service that Prisma migrates, in development', (major) => {
  describe.each(['a superuser', 'an administrator who is no superuser'])('made by %s', (who) => {
    let server: PostgresServer;
    let env: Record<string, string>;
    const run = (tree: typeof byPrisma): Promise<CommandResult> => runPod({ pod: tree.pod, data: tree.data, server, env });
    const password = byPrisma.data.secrets.get('ledger-db')!['password']!;

    beforeAll(async () => {
      server = await startPostgres(superuser.user, superuser.password, major);
      const provisioner = await createProvisioner(server);
      env = who === 'a superuser' ? {} : connectAs(provisioner);
    });
    afterAll(() => server.stop());

    test('is its own, and emptied as Prisma does it; the Job runs again, also where Prisma is no longer there', async () => {
      expect(await run(byPrisma)).toMatchObject({ code: 0, stderr: '' });
      const inShadow = (sql: string): Promise<CommandResult> => psql(server, { user: 'ledger', password, database: 'ledger_shadow' }, sql);
      expect(await inShadow('CREATE TABLE entry (id int)')).toMatchObject({ code: 0 });
      expect(await inShadow('DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE entry (id int)')).toMatchObject({ code: 0 });
      expect(await ask(server, "SELECT has_database_privilege('public', 'ledger_shadow', 'CONNECT')")).toBe('f');
      expect(await run(byPrisma)).toMatchObject({ code: 0, stderr: '' });
      expect(await run(byAnother)).toMatchObject({ code: 0, stderr: '' });
      expect(await ask(server, "SELECT count(*) FROM pg_class WHERE relname = 'entry'", {}, 'ledger_shadow')).toBe('1');
    });

    test('is not taken from another role', async () => {
      await ask(server, 'CREATE ROLE stranger');
      await ask(server, 'ALTER DATABASE ledger_shadow OWNER TO stranger');
      const refused = await run(byPrisma);
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain('the shadow database of the service exists and belongs to another role');
    });
  });
});

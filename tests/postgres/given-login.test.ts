import { podTemplateOf, type Container, type KubernetesObject, type PodSpec } from '../cluster/support/manifests';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { objectsOf, platformOf } from '../support/platform';
import { clusterData } from './support/cluster-data';
import { runContainer } from './support/container-process';
import { ask } from './support/psql';
import { withPostgres } from './support/run';
import { startPostgres, type PostgresServer } from './support/server';

/** The golden platform whose `ledger` has given logins and an extension. The Secrets are made up, as an administrator would write them. */
const input = goldenPlatforms['given-login-prod']!;
const overlay = { ...input.overlay, development: true, secrets: { provider: 'development', seed: 'given' } };
const objects = objectsOf(platformOf({ ...input, overlay })) as unknown as KubernetesObject[];
const data = clusterData(objects);

function podOf(kind: string, component: string): PodSpec {
  const labels = { 'app.kubernetes.io/name': 'ledger', 'app.kubernetes.io/component': component };
  const found = objects.find(
    (object) => object.kind === kind && Object.entries(labels).every(([label, value]) => object.metadata.labels?.[label] === value),
  );
  return podTemplateOf(found!).spec;
}

function containerOf(pod: PodSpec, name: string): Container {
  return [...(pod.initContainers ?? []), ...pod.containers].find((container) => container.name === name)!;
}

withPostgres('a given login', (major) => {
  let server: PostgresServer;
  const env = { PGUSER: 'somebody', PGPASSWORD: 'a-password', PGSSLMODE: 'disable' };
  const run = (pod: PodSpec, name: string, more: Record<string, string> = {}) =>
    runContainer(containerOf(pod, name), { pod, data, server, env: { ...env, ...more } });

  beforeAll(async () => {
    server = await startPostgres('root', 'root-password', major);
  });
  afterAll(() => server.stop());

  test('a migration waits for it and for the extensions of the service, and the record of migrations is for the role of the pods', async () => {
    const pod = podOf('Job', 'migrate');
    const wait = (seconds: string) => run(pod, 'check-migration', { WAIT_SECONDS: seconds });
    expect(await wait('1')).toMatchObject({ code: 1 });
    await ask(server, 'CREATE ROLE somebody LOGIN PASSWORD \'a-password\'; CREATE ROLE "the pods" LOGIN');
    await ask(server, 'CREATE DATABASE ledger OWNER somebody');
    const lacking = await wait('1');
    expect(lacking.code).toBe(1);
    expect(lacking.stderr).toContain('the database lacks an extension of the service');
    await ask(server, 'CREATE EXTENSION pg_trgm', {}, 'ledger');
    expect(await wait('30')).toMatchObject({ code: 0, stderr: '' });

    expect(await run(podOf('Job', 'migrate'), 'record-migration', { APP_ROLE: 'the pods' })).toMatchObject({ code: 0, stderr: '' });
    expect(await ask(server, "SELECT has_table_privilege('the pods', '\"cadastre-migrations\".applied', 'SELECT')", {}, 'ledger')).toBe(
      't',
    );
  });
});

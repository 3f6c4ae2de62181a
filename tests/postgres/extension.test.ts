import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { addExtension, EXTENSION } from '../cluster/support/registry-change';
import { copyRegistry, synthesize } from '../cluster/support/synthesis';
import { findTrees } from '../cluster/support/trees';
import { runPod } from './support/container-process';
import { readDatabaseTree, type DatabaseTree, type InitJob } from './support/init-jobs';
import { psql } from './support/psql';
import { describeOnPostgres } from './support/run';
import { startPostgres, type PostgresServer } from './support/server';

describeOnPostgres('an extension that is added to a service', ({ jobs, admin, data }, tree) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cadastre-extension-'));
  let server: PostgresServer;
  let changed: DatabaseTree;
  let service: string;

  beforeAll(async () => {
    const registry = copyRegistry(folder);
    service = addExtension(registry, tree.product, jobs.map((job) => job.service));
    const out = path.join(folder, 'synthesized');
    await synthesize(out, registry);
    const successor = findTrees(out).find(({ product, environment }) => product === tree.product && environment === tree.environment)!;
    changed = readDatabaseTree(successor)!;
    server = await startPostgres(admin.user, admin.password);
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('is there for the owner after the next run, in a database that exists', async () => {
    const before = jobOf(jobs, service);
    const after = jobOf(changed.jobs, service);
    expect(after.extensions).toEqual([...before.extensions, EXTENSION]);
    expect(await runPod({ pod: before.pod, data, server })).toMatchObject({ code: 0 });

    // Secrets that are not in the tree are made up anew for the second tree, so the first tree's are used for both.
    const run = { pod: after.pod, data: { ...changed.data, secrets: data.secrets }, server };
    expect(await runPod(run)).toMatchObject({ code: 0, stderr: '' });
    expect(await runPod(run)).toMatchObject({ code: 0 });
    const owner = { user: before.role, password: before.password, database: before.database };
    const sql = `CREATE TABLE shouted (word ${EXTENSION}); INSERT INTO shouted VALUES ('YES'); SELECT word FROM shouted WHERE word = 'yes'`;
    const used = await psql(server, owner, sql);
    expect(used).toEqual({ code: 0, stdout: 'YES\n', stderr: '' });
  });
});

function jobOf(jobs: readonly InitJob[], service: string): InitJob {
  return jobs.find((job) => job.service === service)!;
}

import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { addExtension, EXTENSION } from '../cluster/support/registry-change';
import { copyRegistry, synthesize } from '../cluster/support/synthesis';
import { findTrees, type Tree } from '../cluster/support/trees';
import { runPod } from './support/container-process';
import { readDatabaseTree, type DatabaseTree, type InitJob } from './support/init-jobs';
import { psql } from './support/psql';
import { describeOnPostgres } from './support/run';
import { startPostgres, type PostgresServer } from './support/server';

/** The service of each product that is given the extension, once it is. */
const services = new Map<string, string>();
const hostnames = new Map<string, readonly string[]>();
let folder: string;

// One synthesis shows every product with its change.
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'cadastre-extension-'));
  if (hostnames.size === 0) return;
  const registry = copyRegistry(folder);
  for (const [product, ofProduct] of hostnames) services.set(product, addExtension(registry, product, ofProduct));
  await synthesize(path.join(folder, 'synthesized'), registry);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeOnPostgres('an extension that is added to a service', ({ jobs, admin, data }, tree, major) => {
  hostnames.set(
    tree.product,
    jobs.map((job) => job.service),
  );
  let server: PostgresServer;

  beforeAll(async () => {
    server = await startPostgres(admin.user, admin.password, major);
  });
  afterAll(() => server.stop());

  test('is there for the owner after the next run, in a database that exists', async () => {
    const changed = successorOf(tree);
    const service = services.get(tree.product)!;
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

function successorOf({ product, environment }: Tree): DatabaseTree {
  const successor = findTrees(path.join(folder, 'synthesized')).find(
    (tree) => tree.product === product && tree.environment === environment,
  );
  return readDatabaseTree(successor!)!;
}

function jobOf(jobs: readonly InitJob[], service: string): InitJob {
  return jobs.find((job) => job.service === service)!;
}

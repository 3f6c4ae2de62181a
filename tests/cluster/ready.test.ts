import path from 'node:path';

import { applyTree } from './support/apply';
import { askDatabase, databaseUsers, type DatabaseUser } from './support/database-client';
import { askController, promisedRoutes } from './support/ingress';
import { initJobsOf, readObjects, serviceOf } from './support/manifests';
import { namespaceIsFree, removeNamespace } from './support/namespaces';
import { untilEverythingIsReady } from './support/readiness';
import { addExtension, EXTENSION } from './support/registry-change';
import { describeOnCluster, newFolder } from './support/run';
import { copyRegistry, synthesize } from './support/synthesis';
import { findTrees } from './support/trees';

describeOnCluster('a cluster that runs pods', (run) => {
  if (!run.isReadyExpected) {
    test.skip('set CADASTRE_TEST_READY=1 where the cluster has nodes, an Ingress controller and the development images', () => undefined);
    return;
  }

  for (const tree of run.trees.filter(({ isDevelopment }) => isDevelopment)) {
    describe(`with ${tree.product}/${tree.environment}, in its own namespace`, () => {
      const objects = readObjects(tree.directory);
      const namespace = objects.find(({ kind }) => kind === 'Namespace')?.metadata.name ?? 'default';
      const [user, other] = databaseUsers(objects) as [DatabaseUser, DatabaseUser];
      let isOurs = false;

      beforeAll(async () => {
        expect(await namespaceIsFree(run, namespace)).toBe(true);
        isOurs = true;
      });
      afterAll(async () => {
        if (isOurs && process.env['CADASTRE_TEST_KEEP'] !== '1') await removeNamespace(run, namespace);
      });

      test('one apply on an empty cluster ends with every pod Ready and every Job Complete', async () => {
        expect(await applyTree(run.access, tree.directory, 'client-side')).toMatchObject({ code: 0, stderr: '' });
        await untilEverythingIsReady(run.access, namespace);
      });

      const address = process.env['CADASTRE_TEST_INGRESS'];
      if (address === undefined) {
        test.skip('the Ingress answers: set CADASTRE_TEST_INGRESS to the address of its controller, such as http://127.0.0.1', () =>
          undefined);
      } else {
        test.each(promisedRoutes(objects))('the Ingress answers for $host$path', async (route) => {
          const status = await askController(address, route);
          expect(status).toBeGreaterThanOrEqual(200);
          expect(status).toBeLessThan(300);
        });
      }

      test("a service's login opens its own database, and no other service's", async () => {
        const opened = await askDatabase(run.access, namespace, user, user.database, 'SELECT current_database()');
        expect(opened).toEqual({ succeeded: true, log: `${user.database}\n` });
        const refused = await askDatabase(run.access, namespace, user, other.database, 'SELECT current_database()');
        expect(refused.succeeded).toBe(false);
        expect(refused.log).toContain(`permission denied for database "${other.database}"`);
      });

      test('the apply after a change of the registry ends the same way, with the change made', async () => {
        const folder = newFolder(run, 'change');
        const registry = copyRegistry(folder);
        const service = addExtension(registry, tree.product, initJobsOf(objects).map(serviceOf));
        const out = path.join(folder, 'synthesized');
        await synthesize(out, registry);
        const changed = findTrees(out).find(({ product, environment }) => product === tree.product && environment === tree.environment)!;

        expect(await applyTree(run.access, changed.directory, 'client-side')).toMatchObject({ code: 0, stderr: '' });
        await untilEverythingIsReady(run.access, namespace);
        const owner = databaseUsers(objects).find((candidate) => candidate.service === service)!;
        const installed = await askDatabase(run.access, namespace, owner, owner.database, 'SELECT extname FROM pg_extension');
        expect(installed).toMatchObject({ succeeded: true });
        expect(installed.log.split('\n')).toContain(EXTENSION);
      });
    });
  }
});

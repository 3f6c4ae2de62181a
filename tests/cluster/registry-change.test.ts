import path from 'node:path';

import { applyObject, applyTree } from './support/apply';
import { kubectlJson } from './support/kubectl';
import { initJobsOf, podTemplateOf, readObjects, serviceOf, type KubernetesObject } from './support/manifests';
import { placeInNamespace, placeTree, removeNamespace, type Placed } from './support/namespaces';
import { addExtension } from './support/registry-change';
import { describeOnCluster, newFolder } from './support/run';
import { copyRegistry, synthesize } from './support/synthesis';
import { findTrees, type Tree } from './support/trees';

describeOnCluster('a change of the registry that alters an init Job', (run) => {
  const changedService = new Map<string, string>();
  let changedTrees: Tree[];

  beforeAll(async () => {
    const folder = newFolder(run, 'change');
    const registry = copyRegistry(folder);
    for (const product of new Set(run.trees.map((tree) => tree.product))) {
      const jobs = run.trees.filter((tree) => tree.product === product).flatMap((tree) => initJobs(tree.directory));
      changedService.set(product, addExtension(registry, product, jobs.map(serviceOf)));
    }
    const out = path.join(folder, 'synthesized');
    await synthesize(out, registry);
    changedTrees = findTrees(out);
  });

  for (const tree of run.trees) {
    describe(`in ${tree.product}/${tree.environment}`, () => {
      let placed: Placed;
      let service: string;
      let before: KubernetesObject[];
      let changed: Placed;

      beforeAll(async () => {
        service = changedService.get(tree.product)!;
        placed = placeTree(run, tree, 'change');
        expect(await applyTree(run.access, placed.directory, 'server-side')).toMatchObject({ code: 0 });
        before = await jobsOnServer(placed.namespace, service);
        const successor = changedTrees.find(({ product, environment }) => product === tree.product && environment === tree.environment)!;
        changed = placeInNamespace(run, successor, placed.namespace);
      });
      afterAll(() => removeNamespace(run, placed.namespace));

      test('the server refuses another template for a Job that exists', async () => {
        const [job] = initJobs(placed.directory) as [KubernetesObject];
        const template = podTemplateOf(job);
        const other = {
          ...job,
          spec: { ...job.spec, template: { ...template, spec: { ...template.spec, terminationGracePeriodSeconds: 7 } } },
        };
        const refused = await applyObject(run.access, other);
        expect(refused.code).not.toBe(0);
        expect(refused.stderr).toContain('field is immutable');
      });

      test('is accepted, and the Job has a new name', async () => {
        expect(before).toHaveLength(1);
        expect(await applyTree(run.access, changed.directory, 'server-side')).toMatchObject({ code: 0 });
        const after = (await jobsOnServer(placed.namespace, service)).map(nameOf);
        expect(after).toHaveLength(2);
        expect(after).toEqual(expect.arrayContaining(before.map(nameOf)));
      });

      test('leaves the Jobs of every other service as they are', () => {
        const others = (directory: string): string[] =>
          initJobs(directory)
            .filter((job) => serviceOf(job) !== service)
            .map(nameOf);
        expect(others(changed.directory)).toEqual(others(placed.directory));
      });
    });
  }

  async function jobsOnServer(namespace: string, service: string): Promise<KubernetesObject[]> {
    const selector = `app.kubernetes.io/name=${service},app.kubernetes.io/component=db-init`;
    return (
      await kubectlJson<{ items: KubernetesObject[] }>(run.access, ['get', 'jobs', `--namespace=${namespace}`, `--selector=${selector}`])
    ).items;
  }
});

function initJobs(directory: string): KubernetesObject[] {
  return initJobsOf(readObjects(directory));
}

function nameOf(object: KubernetesObject): string {
  return object.metadata.name;
}

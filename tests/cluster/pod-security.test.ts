import { applyTree } from './support/apply';
import type { CommandResult } from './support/command';
import { kubectl } from './support/kubectl';
import { objectTitle, readObjects } from './support/manifests';
import { placeTree, removeNamespace, type Placed } from './support/namespaces';
import { podOf, type Pod } from './support/pods';
import { describeOnCluster } from './support/run';

// Admission looks at a Deployment's own fields, not at the pods it will have, so a tree that was accepted may still never run.
describeOnCluster('Pod Security', (run) => {
  const admit = (pod: Pod): Promise<CommandResult> =>
    kubectl(run.access, ['create', '--dry-run=server', '-f', '-'], { input: JSON.stringify(pod) });

  for (const tree of run.trees) {
    describe(`in the namespace of ${tree.product}/${tree.environment}`, () => {
      let placed: Placed;
      const workloads = readObjects(tree.directory).flatMap((object) => {
        const pod = podOf(object);
        return pod === undefined ? [] : [{ title: objectTitle(object), pod }];
      });
      const inNamespace = (pod: Pod): Pod => ({ ...pod, metadata: { ...pod.metadata, namespace: placed.namespace } });

      beforeAll(async () => {
        placed = placeTree(run, tree, 'pods');
        expect(await applyTree(run.access, placed.directory, 'server-side')).toMatchObject({ code: 0 });
      });
      afterAll(() => removeNamespace(run, placed.namespace));

      test('has pods to admit', () => {
        expect(workloads).not.toHaveLength(0);
      });

      test.each(workloads)('admits the pod of $title', async ({ pod }) => {
        expect(await admit(inNamespace(pod))).toMatchObject({ code: 0, stderr: '' });
      });

      test('refuses the same pod as root', async () => {
        const [{ pod }] = workloads as [(typeof workloads)[number]];
        const root: Pod = { ...pod, spec: { ...pod.spec, securityContext: { runAsUser: 0, runAsNonRoot: false } } };
        const refused = await admit(inNamespace(root));
        expect(refused.code).not.toBe(0);
        expect(refused.stderr).toContain('violates PodSecurity "restricted');
      });
    });
  }
});

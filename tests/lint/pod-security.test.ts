import { distTrees, goldenTrees } from '../support/lint/trees';
import { forbiddenIn, podTemplates, type PodTemplate } from './support/pod-security';
import { describeWithTools } from './support/tools';

describeWithTools('Pod Security `restricted`', (tools) => {
  // Of Argo CD's objects there are trees, too, which have no pods.
  const trees = [...distTrees(), ...goldenTrees()].filter(({ title }) => !title.startsWith('golden/objects-'));

  test('has pods of every tree and of every kind to judge', () => {
    const kinds = new Set(trees.flatMap(({ objects }) => podTemplates(objects).map(({ title }) => title.split(' ')[0])));
    expect(trees.filter(({ objects }) => podTemplates(objects).length === 0)).toEqual([]);
    expect([...kinds].sort()).toEqual(expect.arrayContaining(['CronJob', 'Deployment', 'Job', 'StatefulSet']));
  });

  test.each(trees.map((tree) => [tree.title, tree] as const))('allows all pods of %s', (_, { objects }) => {
    const templates = podTemplates(objects);
    const forbidden = forbiddenIn(
      tools,
      templates.map(({ pod }) => pod),
    );
    expect(templates.flatMap(({ title }, index) => (forbidden[index] === undefined ? [] : [`${title}: ${forbidden[index]}`]))).toEqual([]);
  });

  describe('on a pod of ours that is changed', () => {
    const { pod } = trees.flatMap(({ objects }) => podTemplates(objects))[0]!;
    const [container] = pod.spec['containers'] as [Record<string, unknown>];
    const withContainer = (change: object): PodTemplate => ({ ...pod, spec: { ...pod.spec, containers: [{ ...container, ...change }] } });
    const withPod = (change: object): PodTemplate => ({ ...pod, spec: { ...pod.spec, ...change } });

    test.each([
      [
        'root',
        withPod({ securityContext: { runAsUser: 0, runAsNonRoot: false, seccompProfile: { type: 'RuntimeDefault' } } }),
        'runAsNonRoot',
      ],
      ['no seccomp profile', withPod({ securityContext: { runAsUser: 1000, runAsNonRoot: true } }), 'seccompProfile'],
      ['capabilities', withContainer({ securityContext: { allowPrivilegeEscalation: false } }), 'unrestricted capabilities'],
      ['escalation of privileges', withContainer({ securityContext: { capabilities: { drop: ['ALL'] } } }), 'allowPrivilegeEscalation'],
      ['the network of the node', withPod({ hostNetwork: true }), 'host namespaces'],
      ['a folder of the node', withPod({ volumes: [{ name: 'node', hostPath: { path: '/' } }] }), 'volume'],
    ])('forbids %s', (_, changed, says) => {
      expect(forbiddenIn(tools, [pod, changed])).toEqual([undefined, expect.stringContaining(says)]);
    });

    test('refuses a field that Kubernetes does not know', () => {
      expect(() => forbiddenIn(tools, [withPod({ securityContex: {} })])).toThrow('unknown field "securityContex"');
    });
  });
});

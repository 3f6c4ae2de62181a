import path from 'node:path';
import { buildApp } from '../../constructs';
import type { Kubectl } from '../../cli/cluster/kubectl';
import { liveBefore } from '../../cli/cluster/live-before';
import { type ServedKinds, servedKinds } from '../../cli/cluster/served-kinds';
import { isCompared } from '../../cli/before/changed-objects';
import type { CompiledPlatform, KubernetesObject } from '../../model';
import { groupKind } from '../../model/objects/pod';
import { makePlan, type Plan } from '../../plan';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { compiledOf } from '../support/platform';
import { kubectl, kubectlOk } from './support/kubectl';
import { removeNamespace } from './support/namespaces';
import { installOperatorCrds } from './support/operator-crds';
import { describeOnCluster } from './support/run';
import type { ApplyMode } from './support/apply';

/** Google publishes no definition of its policies of names. */
const unpublished = path.resolve(__dirname, '../../imports/crds/networking.gke.io.yaml');

/** The golden platforms: all of them client-side, and each third one server-side. `TEST_LONG=true` takes all in both ways. */
function platformsFor(mode: ApplyMode): [string, (typeof goldenPlatforms)[string]][] {
  const all = Object.entries(goldenPlatforms);
  return mode === 'client-side' || process.env['TEST_LONG'] === 'true' ? all : all.filter((_, index) => index % 3 === 0);
}

describeOnCluster('a plan against the cluster', (run) => {
  const ask: Kubectl = async (args, input) => {
    const { code, ...texts } = await kubectl(run.access, args, { input: input ?? '' });
    return { code: code ?? 1, ...texts };
  };
  const made: string[] = [];
  let removeCrds: () => Promise<void>;
  let served: ServedKinds;

  beforeAll(async () => {
    removeCrds = await installOperatorCrds(run.access, 'operator-crds.sh', [unpublished]);
    served = await servedKinds(ask);
  });
  afterAll(async () => {
    for (const namespace of made) await removeNamespace(run, namespace);
    await removeCrds();
  });

  /** The objects of a platform by file, in a namespace of the test's own; those of the whole cluster are left out, but for the namespace. */
  function placed(
    compiled: CompiledPlatform,
    namespace: string,
  ): { readonly platform: CompiledPlatform; readonly all: readonly KubernetesObject[]; readonly now: readonly KubernetesObject[] } {
    const at = (object: KubernetesObject): KubernetesObject[] => {
      if (object.metadata['namespace'] !== undefined) return [{ ...object, metadata: { ...object.metadata, namespace } }];
      return object.kind === 'Namespace' ? [{ ...object, metadata: { ...object.metadata, name: namespace } }] : [];
    };
    const charts = buildApp(compiled, { write: () => undefined }).render();
    const of = (some: typeof charts): KubernetesObject[] =>
      some.flatMap(({ objects }) => (objects as unknown as KubernetesObject[]).flatMap(at));
    return {
      platform: { ...compiled, platform: { ...compiled.platform, namespace } },
      all: of(charts),
      now: of(charts.filter(({ file }) => isCompared(file))),
    };
  }

  // A platform may have no Namespace object of its own.
  async function apply(objects: readonly KubernetesObject[], mode: ApplyMode): Promise<void> {
    const items = objects.filter((object) => served.serves(object, groupKind(object)));
    await kubectlOk(run.access, applyArgs(mode), { input: listOf(items) });
  }

  async function planFor({
    platform,
    all,
    now,
  }: ReturnType<typeof placed>): Promise<{ readonly plan: Plan; readonly live: readonly KubernetesObject[] }> {
    const { objects, cluster, upgrades } = await liveBefore(ask, platform, now, all);
    // Kinds whose operator is not there have no place in this.
    const known = now.filter((object) => !cluster.unserved.has(groupKind(object)));
    const plan = makePlan({ ...platform, before: objects, now: known, cluster, upgrades, fileOf: () => 'file', isUnchanged: () => false });
    return { plan, live: objects };
  }

  const applyArgs = (mode: ApplyMode): string[] => ['apply', ...(mode === 'server-side' ? ['--server-side'] : []), '--filename=-'];
  const listOf = (items: readonly KubernetesObject[]): string => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

  let count = 0;
  async function newNamespace(): Promise<string> {
    const name = `live-${run.id}-${count++}`;
    made.push(name);
    await kubectlOk(run.access, ['create', 'namespace', name]);
    return name;
  }

  const told = ({ steps, others }: Plan): unknown => ({
    steps: steps.map(({ object: { kind, name }, action, changes, reasons }) => ({
      title: `${kind}/${name}`,
      action,
      changes,
      reasons: reasons.map(({ finding }) => finding.code),
    })),
    others: others.map(({ finding }) => finding.code),
  });

  describe.each(['client-side', 'server-side'] as const)('after a %s apply', (mode) => {
    test.each(platformsFor(mode))('says that nothing changes: %s', async (_, input) => {
      const tree = placed(compiledOf(input), await newNamespace());
      await apply(tree.all, mode);
      expect((await planFor(tree)).live).toHaveLength(
        tree.now.filter(({ apiVersion, kind }) => served.serves({ apiVersion, kind }, groupKind({ apiVersion, kind }))).length,
      );
      // What is renamed asks for the removal of the field, once it is applied.
      const isRenamed = tree.platform.platform.services.some(({ database }) => database?.renamed !== undefined);
      expect(told((await planFor(tree)).plan)).toEqual({ steps: [], others: isRenamed ? ['upgrade-rename-over'] : [] });
    });

    test('tells what was changed by hand, and what an apply does with it', async () => {
      const tree = placed(compiledOf(goldenPlatforms['minimal-prod']!), await newNamespace());
      const { namespace } = tree.platform.platform;
      await apply(tree.all, mode);
      const call = (...args: string[]): Promise<string> => kubectlOk(run.access, [...args, `--namespace=${namespace}`]);
      await call('scale', 'deployment/owners', '--replicas=7');
      await call('set', 'image', 'deployment/owners', 'app=registry.example.com/other:1.0.0');
      await call('set', 'env', 'deployment/owners', 'ADDED=by-hand');
      await call('label', 'deployment/owners', 'team=ours');
      await call('label', '--overwrite', 'service/owners', 'app.kubernetes.io/component=other');
      await call('delete', 'networkpolicy', 'owners');
      await call('create', 'configmap', 'unknown');
      const { plan } = await planFor(tree);
      const steps = plan.steps.map(({ object: { kind, name }, action, changes }) => [
        `${kind}/${name}`,
        action,
        changes.map(({ path }) => path),
      ]);
      expect(steps).toEqual([
        ['NetworkPolicy/owners', 'create', []],
        ['Service/owners', 'change', ["metadata.labels.'app.kubernetes.io/component'"]],
        ['Deployment/owners', 'change', ['spec.replicas', 'spec.template.spec.containers[app].image']],
      ]);
      const code = mode === 'server-side' ? 'plan-edit-conflict' : 'plan-edit-reverted';
      const edits = plan.steps.flatMap(({ reasons }) => reasons.flatMap(({ finding }) => (finding.code === code ? [finding.args] : [])));
      expect(edits).toEqual([
        { object: 'Service/owners', fields: ["metadata.labels.'app.kubernetes.io/component'"], by: ['kubectl-label'] },
        {
          object: 'Deployment/owners',
          fields: ['spec.replicas', 'spec.template.spec.containers[app].image'],
          by: ['kubectl', 'kubectl-set'],
        },
      ]);
      const applied = await kubectl(run.access, applyArgs(mode), { input: listOf(tree.all) });
      expect([mode, applied.code === 0]).toEqual([mode, mode === 'client-side']);
      if (mode === 'server-side') {
        expect(applied.stderr).toMatch(/Apply failed with \d conflict/);
        await kubectlOk(run.access, [...applyArgs(mode), '--force-conflicts'], { input: listOf(tree.all) });
      }
      expect(told((await planFor(tree)).plan)).toEqual({ steps: [], others: [] });
      // What is not ours has stayed.
      const kept = JSON.parse(await call('get', 'deployment/owners', '--output=json')) as KubernetesObject & {
        spec: { template: { spec: { containers: { env: { name: string }[] }[] } } };
      };
      expect(kept.metadata['labels']).toMatchObject({ team: 'ours' });
      expect(kept.spec.template.spec.containers[0]!.env.map(({ name }) => name)).toContain('ADDED');
    });

    test('tells a field that goes, and objects that no manifest has', async () => {
      const tree = placed(compiledOf(goldenPlatforms['everything-prod']!), await newNamespace());
      await apply(tree.all, mode);
      const [gone, ...others] = tree.now.filter(({ kind }) => kind === 'Deployment');
      const trimmed = structuredClone(others[0]) as unknown as { spec: Record<string, unknown>; metadata: { name: string } };
      delete trimmed.spec['revisionHistoryLimit'];
      const now = tree.now.flatMap((object) =>
        object === gone ? [] : [object === others[0] ? (trimmed as unknown as KubernetesObject) : object],
      );
      const { plan } = await planFor({ ...tree, now });
      expect(
        plan.steps.map(({ object: { kind, name }, action, changes }) => [
          `${kind}/${name}`,
          action,
          changes.map(({ path, to }) => [path, to]),
        ]),
      ).toEqual([
        [`Deployment/${trimmed.metadata.name}`, 'change', [['spec.revisionHistoryLimit', undefined]]],
        [`Deployment/${gone!.metadata.name}`, plan.delivery === 'kubectl' ? 'leave' : 'delete', []],
      ]);
    });
  });
});

import { buildApp } from '../../constructs';
import { checkObjects, type KubernetesObject } from '../../model';
import { secretValue } from '../fixtures/rules';
import { patchedFixtures } from '../fixtures/rules/patched';
import { compiled, files, shop, withValues } from '../support/shop';
import { wordingOf } from '../support/wording';

interface Built {
  readonly objects: readonly KubernetesObject[];
  readonly findings: ReturnType<typeof checkObjects>;
}

function build(patches: readonly object[], more: Readonly<Record<string, unknown>> = {}): Built {
  const { platforms, diagnostics } = compiled(withValues(shop(), { 'overlay.patches': patches, ...more }));
  expect(diagnostics).toEqual([]);
  const platform = platforms[0]!;
  const app = buildApp(platform, { write: () => undefined });
  const objects = app.render().flatMap((chart) => chart.objects) as unknown as KubernetesObject[];
  return { objects, findings: checkObjects({ ...platform, objects, problems: app.patchProblems }) };
}

const find = ({ objects }: Built, kind: string, name: string): KubernetesObject | undefined =>
  objects.find((object) => object.kind === kind && object.metadata.name === name);

test.each(patchedFixtures.map((fixture) => [`${fixture.code}: ${fixture.title}`, fixture] as const))(
  '%s',
  (_, { code, patch, says, severity = 'error', set }) => {
    const { findings } = build([patch], set);
    expect(findings.map((finding) => [finding.code, finding.severity, finding.at])).toEqual([
      [code, severity, { file: files.overlay, path: ['patches', 0] }],
    ]);
    const { text } = wordingOf(findings[0]!);
    expect(text).toContain(says);
    expect(text + JSON.stringify(findings)).not.toContain(secretValue);
  },
);

test('a patch that does not fit changes nothing', () => {
  const target = { kind: 'Deployment', name: 'orders' };
  const plain = find(build([]), 'Deployment', 'orders');
  expect(find(build([{ target, jsonPatch: [{ op: 'remove', path: '/no' }] }]), 'Deployment', 'orders')).toEqual(plain);
});

test('patches are applied in their order, those of entries first, and the object says so', () => {
  const target = { kind: 'Deployment', name: 'orders' };
  const built = build(
    [
      { target, merge: { spec: { minReadySeconds: 20 } } },
      { target, jsonPatch: [{ op: 'test', path: '/spec/minReadySeconds', value: 20 }] },
    ],
    {
      'registry.orders.patches': [{ target, jsonPatch: [{ op: 'add', path: '/spec/minReadySeconds', value: 10 }] }],
    },
  );
  expect(built.findings).toEqual([]);
  const plain = find(build([]), 'Deployment', 'orders');
  expect(find(built, 'Deployment', 'orders')).toEqual({
    ...plain,
    metadata: { ...plain?.metadata, annotations: { ...(plain?.metadata['annotations'] as object), 'cadastre.dev/patched': 'true' } },
    spec: { ...(plain?.['spec'] as object), minReadySeconds: 20 },
  });
});

test('a Job with a policy for failed pods starts none of them again in place', () => {
  const resources = { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '32Mi' } };
  const securityContext = {
    runAsNonRoot: true,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  };
  const pod = { restartPolicy: 'Never', containers: [{ name: 'report', image: 'report:1', resources, securityContext }] };
  const podFailurePolicy = { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }] };
  const cron = { spec: { podFailurePolicy, template: { spec: pod } } };
  const report = {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'report' },
    spec: { schedule: '0 1 * * *', jobTemplate: cron },
  };
  const target = { kind: 'CronJob', name: 'report' };
  const restarts = { template: { spec: { restartPolicy: 'OnFailure' } } };
  const reasons = (spec: object): string[] =>
    build([{ target, merge: { spec: { jobTemplate: { spec } } } }], { manifests: { more: [report] } }).findings.flatMap((finding) =>
      finding.code === 'patch-failed' ? [wordingOf(finding).text] : [],
    );
  expect(reasons(restarts)).toEqual([expect.stringContaining('`podFailurePolicy` is for `Never` alone')]);
  expect(reasons({ ...restarts, podFailurePolicy: null })).toEqual([]);
});

test('the Namespace, routes and objects of the team can be patched', () => {
  const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { a: '1' } };
  const built = build(
    [
      { target: { kind: 'Namespace', name: 'shop' }, merge: { metadata: { labels: { 'istio-injection': 'enabled' } } } },
      { target: { kind: 'ConfigMap', name: 'settings' }, merge: { data: { a: null, b: '2' } } },
    ],
    { manifests: { more: [settings] } },
  );
  expect(built.findings).toEqual([]);
  expect(find(built, 'Namespace', 'shop')?.metadata['labels']).toMatchObject({ 'istio-injection': 'enabled' });
  expect(find(built, 'ConfigMap', 'settings')?.['data']).toEqual({ b: '2' });
});

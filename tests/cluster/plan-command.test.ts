import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cadastre, type Ran } from '../support/command';
import { applyTree } from './support/apply';
import { kubectlJson, kubectlOk } from './support/kubectl';
import { pathWithKubectl, type PathOptions } from './support/kubectl-on-path';
import { removeNamespace } from './support/namespaces';
import { poll } from './support/poll';
import { describeOnCluster, newFolder } from './support/run';
import { writeSecretsShop } from './support/secrets-shop';

const originalPath = process.env['PATH'];

describeOnCluster('cadastre plan --cluster', (run) => {
  let count = 0;
  let namespace: string;
  let folder: string;
  let registry: string;

  beforeEach(() => {
    namespace = `plan-${(count += 1)}-${run.id}`;
    folder = newFolder(run, namespace);
    registry = path.join(folder, 'registry');
    mkdirSync(registry);
    writeSecretsShop(registry, namespace);
  });
  afterEach(async () => {
    process.env['PATH'] = originalPath;
    await removeNamespace(run, namespace);
  });

  async function plan(...args: (string | PathOptions)[]): Promise<Ran> {
    process.env['PATH'] = pathWithKubectl(
      run,
      args.find((arg) => typeof arg === 'object'),
    );
    return cadastre('plan', '-r', registry, ...args.filter((arg) => typeof arg === 'string'));
  }
  const live = (...args: (string | PathOptions)[]): Promise<Ran> => plan('-e', 'lone', '--cluster', ...args);

  /** Brings the environment into the cluster, as a person does. */
  async function applied(): Promise<void> {
    process.env['PATH'] = pathWithKubectl(run);
    expect(await cadastre('secrets', 'init', '-r', registry, '-p', 'shop', '-e', 'lone')).toMatchObject({ code: 0 });
    const out = path.join(folder, 'dist');
    expect(await cadastre('synth', '-r', registry, '-e', 'lone', '-o', out)).toMatchObject({ code: 0 });
    expect(await applyTree(run.access, path.join(out, 'shop', 'lone'), 'client-side')).toMatchObject({ code: 0 });
  }

  test('says that all is new where the cluster has nothing, and that nothing changes after the apply', async () => {
    const before = await live();
    expect(before).toMatchObject({ code: 0, err: '' });
    expect(before.out).toMatch(/^shop\/lone against the cluster of cadastre: \d+ applies\n/);
    expect(before.out).toContain('Namespace/');
    await applied();
    expect(await live()).toEqual({ code: 0, out: 'shop/lone against the cluster of cadastre: nothing changes\n', err: '' });
    expect(await live('--exit-code')).toMatchObject({ code: 0 });
  });

  test('prints the lines that delete what nothing renders any more, and no value of a Secret', async () => {
    await applied();
    const manifest = path.join(registry, 'shop', 'manifest.yaml');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('[catalogue, orders]', '[orders]'));
    for (const format of ['text', 'json', 'markdown', 'github'] as const) {
      const { code, out, err } = await live('--format', format);
      // In development nothing stops.
      expect({ code, err }).toEqual({ code: 0, err: '' });
      const { items } = await kubectlJson<{ items: { data?: Record<string, string> }[] }>(run.access, [
        'get',
        'secrets',
        `--namespace=${namespace}`,
      ]);
      const values = items.flatMap(({ data = {} }) =>
        Object.entries(data).flatMap(([key, value]) => (/password|uri|session|refresh/.test(key) ? [value] : [])),
      );
      expect(values.length).toBeGreaterThan(5);
      for (const value of values)
        for (const form of [value, Buffer.from(value, 'base64').toString()]) expect(out.includes(form)).toBe(false);
      if (format !== 'text') continue;
      const lines = out.split('\n').filter((line) => line.startsWith(`  kubectl -n ${namespace} delete `));
      expect(lines.map((line) => line.replace(/^.* delete /, ''))).toEqual([
        'networkpolicy catalogue',
        'serviceaccount catalogue',
        'service catalogue',
        'deployment catalogue',
        'secret catalogue-db',
      ]);
      for (const line of lines) execFileSync('sh', ['-c', line], { env: { ...process.env } });
    }
    expect((await live()).out).not.toContain('kubectl -n');
  });

  describe('says in one line', () => {
    test('what a user may not do, and goes on without a list of Secrets', async () => {
      await applied();
      const nobody = await live({ args: ['--as=nobody'] });
      expect(nobody).toMatchObject({ code: 1, out: '' });
      expect(nobody.err).toContain('error: the cluster does not let `nobody` list configmaps');
      expect(nobody.err.trim().split('\n')).toHaveLength(1);
      const viewer = `viewer-${namespace}`;
      const resources = 'configmaps,limitranges,persistentvolumeclaims,resourcequotas,services,serviceaccounts,namespaces';
      const others =
        'deployments.apps,statefulsets.apps,horizontalpodautoscalers.autoscaling,cronjobs.batch,jobs.batch,ingresses.networking.k8s.io,networkpolicies.networking.k8s.io,poddisruptionbudgets.policy';
      await kubectlOk(run.access, ['create', 'clusterrole', viewer, '--verb=get,list', `--resource=${resources},${others}`]);
      await kubectlOk(run.access, ['create', 'clusterrolebinding', viewer, `--clusterrole=${viewer}`, `--user=${viewer}`]);
      try {
        const ran = await live({ args: [`--as=${viewer}`] });
        expect(ran).toMatchObject({ code: 0, out: 'shop/lone against the cluster of cadastre: nothing changes\n' });
        expect(ran.err).toBe(
          `note: the cluster does not let you list secrets in namespace \`${namespace}\`: the plan does not know which of them are left\n`,
        );
      } finally {
        await kubectlOk(run.access, ['delete', 'clusterrole,clusterrolebinding', viewer]);
      }
    });

    test('that the cluster does not answer', async () => {
      const ran = await live({ args: ['--server=https://127.0.0.1:1'] });
      expect(ran).toEqual({ code: 1, out: '', err: 'error: the cluster cannot be reached: 127.0.0.1:1: connection refused\n' });
    });

    test('that the kubeconfig has no such context', async () => {
      expect(await live('--context', 'elsewhere')).toEqual({ code: 1, out: '', err: 'error: the kubeconfig has no context `elsewhere`\n' });
    });

    test.each([
      [['--cluster'], 'name the environment that it has with `-e`'],
      [['-e', 'lone', '--cluster', '--against-ref', 'HEAD'], '`--cluster` and `--against-ref` name two things to compare with'],
      [['-e', 'lone', '--context', 'a'], 'add `--cluster`'],
    ])('that options do not go together: %j', async (args, said) => {
      const ran = await plan(...args);
      expect(ran).toMatchObject({ code: 2, out: '' });
      expect(ran.err).toContain(said);
    });
  });

  describe('with --server', () => {
    const overlay = (): string => path.join(registry, 'shop', 'environments', 'lone.yaml');
    const change = (from: string, to: string): void => writeFileSync(overlay(), readFileSync(overlay(), 'utf8').replace(from, to));
    const server = (...args: (string | PathOptions)[]): Promise<Ran> =>
      plan('-e', 'lone', '--server', '-o', path.join(folder, 'dist'), ...args);

    test('says of what the cluster does not have yet that it was not asked about it', async () => {
      const ran = await server();
      expect(ran).toMatchObject({ code: 0, err: '' });
      expect(ran.out.replace(/\s+/g, ' ')).toMatch(
        new RegExp(`the API server was not asked about \\d+ objects that need \`Namespace/${namespace}\`, which is not there yet`),
      );
      expect(await kubectlOk(run.access, ['get', 'namespace', namespace, '--ignore-not-found'])).toBe('');
    });

    test('finds nothing in what the server takes, and stores nothing', async () => {
      await applied();
      expect(await live('--server')).toMatchObject({ code: 0, out: 'shop/lone against the cluster of cadastre: nothing changes\n' });
      change('images: { tag: 1.0.0 }', 'images: { tag: 1.0.1 }');
      const ran = await server();
      expect(ran).toMatchObject({ code: 0, err: '' });
      expect(ran.out).not.toContain('API server');
      expect(ran.out).toMatch(/^shop\/lone against \S+ on disk, and asked the cluster of cadastre: /);
      expect(await kubectlOk(run.access, ['get', 'deployments', `--namespace=${namespace}`, '--output=yaml'])).not.toContain(':1.0.1');
    });

    test('sets the words of the server beside a refusal that the plan foresees', async () => {
      await applied();
      change('postgres: { provider: in-cluster }', 'postgres: { provider: in-cluster, storage: 9Gi }');
      const { out } = await server();
      expect(out).toContain('[upgrade-volume]');
      expect(out.replace(/\s+/g, ' ')).toContain(
        '(the API server refuses it, too: spec: Forbidden: updates to statefulset spec for fields other than',
      );
      expect(out).not.toContain('did not foresee');
      const { plans } = JSON.parse((await server('--format', 'json')).out) as {
        plans: { steps: { reasons: { code: string; server: { answer: string } | null }[] }[] }[];
      };
      const reasons = plans[0]!.steps.flatMap((step) => step.reasons);
      expect(reasons.find(({ code }) => code === 'upgrade-volume')?.server?.answer).toBe('refuses');
      expect(reasons.map(({ code }) => code)).not.toContain('plan-server-refuses');
      // Against another cluster, where nothing is yet, the server would take it.
      await kubectlOk(run.access, ['delete', 'statefulset', 'postgres', `--namespace=${namespace}`]);
      expect((await server()).out.replace(/\s+/g, ' ')).toContain('(the API server takes it as the cluster is now)');
    });

    test('asks to report a refusal that the plan does not foresee, and names what was refused alone', async () => {
      await applied();
      const policy = `no-orders-${namespace}`;
      const rule = { apiVersion: 'admissionregistration.k8s.io/v1', metadata: { name: policy } };
      const items = [
        {
          ...rule,
          kind: 'ValidatingAdmissionPolicy',
          spec: {
            matchConstraints: {
              resourceRules: [{ apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['deployments'] }],
            },
            validations: [{ expression: "object.metadata.name != 'orders'", message: 'orders are closed' }],
          },
        },
        {
          ...rule,
          kind: 'ValidatingAdmissionPolicyBinding',
          spec: {
            policyName: policy,
            validationActions: ['Deny'],
            matchResources: { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } },
          },
        },
      ];
      await kubectlOk(run.access, ['apply', '--filename=-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
      try {
        change('images: { tag: 1.0.0 }', 'images: { tag: 1.0.1 }');
        // The server takes a moment until it heeds a policy.
        const ran = await poll(500, async () => {
          const one = await server();
          return one.out.includes('did not foresee') ? one : undefined;
        });
        const text = ran!.out.replace(/\s+/g, ' ');
        expect(text).toContain('the API server refuses `Deployment/orders`, which the plan did not foresee:');
        expect(text).toContain('denied request: orders are closed [plan-server-refuses]');
        expect(text).toContain('please report it');
        expect(text.match(/did not foresee/g)).toHaveLength(1);
        // In development a refusal stops nothing.
        expect(ran!.code).toBe(0);
      } finally {
        await kubectlOk(run.access, ['delete', 'validatingadmissionpolicy,validatingadmissionpolicybinding', policy]);
      }
    });

    test('says in one line what it needs', async () => {
      await applied();
      const reader = `reader-${namespace}`;
      await kubectlOk(run.access, ['create', 'clusterrolebinding', reader, '--clusterrole=view', `--user=${reader}`]);
      try {
        const ran = await server({ args: [`--as=${reader}`] });
        expect(ran).toMatchObject({ code: 1, out: '' });
        expect(ran.err).toMatch(
          /^error: the cluster does not let `reader-[^`]+` patch \w+: `--server` needs `get`, `create` and `patch` on .*\n$/,
        );
      } finally {
        await kubectlOk(run.access, ['delete', 'clusterrolebinding', reader]);
      }
    });
  });
});

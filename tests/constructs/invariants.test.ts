import { loadAll } from 'js-yaml';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ManifestObject } from '../../output';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { type ContainerSpec, podOf } from '../support/containers';
import { ownObjectsOf, plainService, platformOf, productionOverlay } from '../support/platform';

const dist = resolve(__dirname, '../../dist');

/** The committed trees of every product and environment, and the golden platforms. */
const trees: readonly [string, readonly ManifestObject[]][] = [
  ...readdirSync(dist).flatMap((product) =>
    readdirSync(join(dist, product)).map((environment): [string, ManifestObject[]] => [
      `${product}/${environment}`,
      readTree(join(dist, product, environment)),
    ]),
  ),
  ...Object.entries(goldenPlatforms).map(([name, input]): [string, ManifestObject[]] => [name, ownObjectsOf(platformOf(input))]),
];

/** The accounts that the team brings to a golden platform. */
function broughtTo(name: string): string[] {
  const input = goldenPlatforms[name];
  const foreign = input === undefined ? [] : platformOf(input).foreign;
  return foreign.flatMap(({ object }) => (object.kind === 'ServiceAccount' ? [object.metadata.name] : []));
}

function readTree(directory: string): ManifestObject[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => loadAll(readFileSync(join(directory, file), 'utf8')) as ManifestObject[]);
}

type Spec = Record<string, never>;
const ofKind = (objects: readonly ManifestObject[], kind: string): ManifestObject[] => objects.filter((object) => object.kind === kind);
const specOf = (object: ManifestObject): Spec => object['spec'] as unknown as Spec;
const workloads = (objects: readonly ManifestObject[]): ManifestObject[] => objects.filter((object) => podOf(object) !== undefined);
const containersOf = (object: ManifestObject): ContainerSpec[] => {
  const pod = podOf(object);
  return [...(pod?.spec.initContainers ?? []), ...(pod?.spec.containers ?? [])];
};
const matches = (labels: Record<string, string>, selector: Record<string, string>): boolean =>
  Object.entries(selector).every(([key, value]) => labels[key] === value);

/** How many pods of a Deployment there are at least. */
function podsAtLeast(deployment: ManifestObject, objects: readonly ManifestObject[]): number {
  const autoscaler = ofKind(objects, 'HorizontalPodAutoscaler').find(({ metadata }) => metadata.name === deployment.metadata.name);
  const { replicas, minReplicas } = specOf(autoscaler ?? deployment) as unknown as { replicas?: number; minReplicas?: number };
  return minReplicas ?? replicas ?? 0;
}

describe.each(trees)('%s', (tree, objects) => {
  test('every object names itself once, in its namespace, with the recommended labels (D1.1)', () => {
    const names = objects.map(({ apiVersion, kind, metadata }) => `${apiVersion}/${kind}/${metadata.namespace}/${metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { kind, metadata } of objects) {
      expect(metadata.namespace).toEqual(kind === 'Namespace' ? undefined : (expect.any(String) as string));
      expect(Object.keys(metadata['labels'] as object)).toEqual(
        expect.arrayContaining([
          'app.kubernetes.io/name',
          'app.kubernetes.io/instance',
          'app.kubernetes.io/component',
          'app.kubernetes.io/part-of',
          'app.kubernetes.io/managed-by',
        ]),
      );
    }
  });

  test('selectors are the frozen two labels and match their own template (D1.3)', () => {
    for (const object of [...ofKind(objects, 'Deployment'), ...ofKind(objects, 'StatefulSet')]) {
      const { matchLabels } = (specOf(object) as unknown as { selector: { matchLabels: Record<string, string> } }).selector;
      expect(Object.keys(matchLabels).sort()).toEqual(['app.kubernetes.io/component', 'app.kubernetes.io/name']);
      expect(matches(podOf(object)?.labels ?? {}, matchLabels)).toBe(true);
    }
  });

  test('a Kubernetes Service selects the pods of one workload and of no Job, at ports they have', () => {
    for (const service of ofKind(objects, 'Service')) {
      const { selector, ports } = specOf(service) as unknown as { selector: Record<string, string>; ports: { targetPort: string }[] };
      const selected = workloads(objects).filter((object) => matches(podOf(object)?.labels ?? {}, selector));
      expect(selected.map(({ kind }) => kind)).toEqual([expect.stringMatching(/^(Deployment|StatefulSet)$/)]);
      const containerPorts = selected.flatMap(containersOf).flatMap((container) => (container['ports'] ?? []) as { name: string }[]);
      for (const { targetPort } of ports) expect(containerPorts.map(({ name }) => name)).toContain(targetPort);
    }
  });

  test('every route leads to a Kubernetes Service and a port that exist, the longest path first', () => {
    for (const ingress of ofKind(objects, 'Ingress')) {
      const { rules } = specOf(ingress) as unknown as {
        rules: { http: { paths: { path: string; backend: { service: { name: string; port: { name: string } } } }[] } }[];
      };
      const paths = rules.flatMap(({ http }) => http.paths);
      expect(paths.map(({ path }) => path.length)).toEqual(paths.map(({ path }) => path.length).sort((a, b) => b - a));
      for (const { backend } of paths) {
        const service = ofKind(objects, 'Service').find(({ metadata }) => metadata.name === backend.service.name);
        const { ports } = specOf(service!) as unknown as { ports: { name: string }[] };
        expect(ports.map(({ name }) => name)).toContain(backend.service.port.name);
      }
    }
  });

  test('every pod names a ServiceAccount that exists and carries no token (D1.22)', () => {
    const accounts = ofKind(objects, 'ServiceAccount');
    const brought = broughtTo(tree);
    for (const workload of workloads(objects)) {
      const spec = podOf(workload)?.spec;
      expect([...accounts.map(({ metadata }) => metadata.name), ...brought]).toContain(spec?.serviceAccountName);
      expect(spec).toMatchObject({ automountServiceAccountToken: false, enableServiceLinks: false });
    }
    expect(accounts.every((account) => account['automountServiceAccountToken'] === false)).toBe(true);
  });

  test('every container is restricted, with a numeric user, requests and limits (D1.18, D1.19, D1.25)', () => {
    for (const workload of workloads(objects)) {
      expect(podOf(workload)?.spec['securityContext']).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      for (const container of containersOf(workload)) {
        const own = container['securityContext'] as object;
        expect(own).toMatchObject({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true });
        // The pod says the rest for all of its containers: they repeat nothing of it.
        const ofPod = (podOf(workload)?.spec['securityContext'] ?? {}) as Record<string, unknown>;
        expect('runAsUser' in own ? [] : Object.keys(own).filter((field) => field in ofPod)).toEqual([]);
        expect(own).not.toHaveProperty('seccompProfile');
        const security = { ...ofPod, ...own } as Record<'runAsUser' | 'runAsGroup', number>;
        expect(security).toMatchObject({ runAsNonRoot: true });
        expect(security.runAsUser).toBeGreaterThan(0);
        expect(security.runAsGroup).toBeGreaterThan(0);
        const amounts = container['resources'] as Record<'requests' | 'limits', object>;
        const requested = Object.keys(amounts.requests).filter((name) => !name.includes('/'));
        expect(requested.sort()).toEqual(['cpu', 'ephemeral-storage', 'memory']);
        expect(Object.keys(amounts.limits)).toEqual(expect.arrayContaining(['memory', 'ephemeral-storage']));
        expect(container.image).toMatch(/:[\w.-]+(@sha256:[0-9a-f]{64})?$/);
      }
    }
  });

  test('every $(NAME) refers to an earlier variable, and no name stands twice (D1.26)', () => {
    for (const container of workloads(objects).flatMap(containersOf)) {
      const seen = new Set<string>();
      for (const { name, value = '' } of container.env ?? []) {
        for (const [, reference] of value.replaceAll('$$', '').matchAll(/\$\(([\w.-]+)\)/g)) expect(seen).toContain(reference);
        expect(seen).not.toContain(name);
        seen.add(name);
      }
    }
  });

  test('variables stand in the containers alone, and every key of a Secret that exists is there', () => {
    const secrets = new Map(ofKind(objects, 'Secret').map((secret) => [secret.metadata.name, Object.keys(secret['data'] as object)]));
    for (const container of workloads(objects).flatMap(containersOf)) {
      expect(container).not.toHaveProperty('envFrom');
      for (const { valueFrom } of container.env ?? []) {
        const reference = valueFrom?.secretKeyRef;
        const keys = reference && secrets.get(reference.name);
        if (reference !== undefined && reference.optional !== true && secrets.size > 0) expect(keys).toContain(reference.key);
      }
    }
  });

  test('volumes are mounted and mounts have volumes', () => {
    for (const workload of workloads(objects)) {
      const spec = podOf(workload)?.spec;
      const claims =
        (specOf(workload) as unknown as { volumeClaimTemplates?: { metadata: { name: string } }[] }).volumeClaimTemplates ?? [];
      const volumes = [
        ...((spec?.['volumes'] ?? []) as { name: string }[]).map(({ name }) => name),
        ...claims.map(({ metadata }) => metadata.name),
      ];
      const mounts = containersOf(workload).flatMap((container) =>
        (container['volumeMounts'] as { name: string }[]).map(({ name }) => name),
      );
      expect([...new Set(mounts)].sort()).toEqual([...volumes].sort());
    }
  });

  test('no trace of cdk8s-plus selectors, and preStop.sleep survived (D0.1, D0.3)', () => {
    const text = JSON.stringify(objects);
    expect(text).not.toContain('cdk8s.io/metadata.addr');
    const called = new Set(ofKind(objects, 'Service').map(({ metadata }) => metadata.name));
    // Endpoints lead to what is called alone: a worker has none that hear late of its end.
    for (const deployment of ofKind(objects, 'Deployment').filter(({ metadata }) => called.has(metadata.name))) {
      expect(containersOf(deployment).at(-1)?.['lifecycle']).toEqual({ preStop: { sleep: { seconds: 10 } } });
    }
  });

  test('Argo CD annotations are everywhere or nowhere, and Jobs are named to match (D2.14)', () => {
    const waveOf = ({ metadata }: ManifestObject): unknown =>
      (metadata['annotations'] as Record<string, unknown> | undefined)?.['argocd.argoproj.io/sync-wave'];
    const waves = objects.filter((object) => waveOf(object) !== undefined);
    // What says nothing is in wave 0, with the workloads.
    const inWave0 = [
      ...['Deployment', 'StatefulSet', 'CronJob', 'Job', 'Service', 'PersistentVolumeClaim'],
      ...['PodDisruptionBudget', 'HorizontalPodAutoscaler', 'Ingress', 'Certificate'],
      ...['Gateway', 'HTTPRoute', 'SecurityPolicy', 'BackendTrafficPolicy', 'ClientTrafficPolicy'],
      ...['ServiceMonitor', 'PodMonitor', 'PrometheusRule'],
    ];
    const silent = objects.filter(
      (object) => waveOf(object) === undefined && !inWave0.includes(object.kind) && object.metadata.name !== 'default-deny',
    );
    if (waves.length > 0) expect(silent).toEqual([]);
    expect(waves.filter((object) => waveOf(object) === '0')).toEqual([]);
    for (const job of ofKind(objects, 'Job')) {
      expect(job.metadata.name).toMatch(/-(db-init|db-drop|migrate|seed|before|after|topology)-[0-9a-f]{8}$/);
      // A Job that is in the tree, and gone from the cluster, is a difference to Argo CD, which would run it again.
      if (waves.length > 0) {
        expect(specOf(job)).not.toHaveProperty('ttlSecondsAfterFinished');
        continue;
      }
      expect((specOf(job) as unknown as { ttlSecondsAfterFinished: number }).ttlSecondsAfterFinished).toBeGreaterThanOrEqual(3600);
    }
  });

  test('the limit of a Job counts no pod that a drain or a preemption has ended', () => {
    const jobs = objects.flatMap((object) => {
      if (object.kind === 'Job') return [specOf(object)];
      return object.kind === 'CronJob' ? [(specOf(object)['jobTemplate'] as unknown as { spec: Spec }).spec] : [];
    });
    for (const job of jobs)
      expect(job).toMatchObject({
        podFailurePolicy: { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }] },
        template: { spec: { restartPolicy: 'Never' } },
      });
  });

  test('a Deployment says how many pods run, or an autoscaler does, which has CPU requests to go by (D1.5, D1.9)', () => {
    const deployments = ofKind(objects, 'Deployment');
    const targets = ofKind(objects, 'HorizontalPodAutoscaler').map(
      (object) => (specOf(object) as unknown as { scaleTargetRef: object }).scaleTargetRef,
    );
    const scaled = deployments.filter((object) => !('replicas' in specOf(object)));
    expect(targets).toEqual(scaled.map(({ metadata }) => ({ apiVersion: 'apps/v1', kind: 'Deployment', name: metadata.name })));
    for (const container of scaled.flatMap(containersOf))
      expect(container['resources']).toMatchObject({ requests: { cpu: expect.stringMatching(/[1-9]/) as string } });
  });

  test('a disruption budget is there exactly where more than one pod is (D1.8)', () => {
    const several = [...ofKind(objects, 'Deployment'), ...ofKind(objects, 'StatefulSet')].filter(
      (object) => podsAtLeast(object, objects) > 1,
    );
    expect(
      ofKind(objects, 'PodDisruptionBudget')
        .map(({ metadata }) => metadata.name)
        .sort(),
    ).toEqual(several.map(({ metadata }) => metadata.name).sort());
  });
});

test('layer and team stand on workloads alone, and the version there and on their pods', () => {
  const input = {
    services: { owners: { ...plainService, owner: { team: 'registry' }, database: 'owners' } },
    overlay: productionOverlay,
    environment: 'prod',
  };
  const objects = ownObjectsOf(platformOf(input));
  const having = (label: string): string[] =>
    objects.flatMap((object) => [
      ...(label in (object.metadata['labels'] as object) ? [object.kind] : []),
      ...(label in (podOf(object)?.labels ?? {}) ? [`pods of ${object.kind}`] : []),
    ]);
  expect(having('cadastre.dev/layer')).toEqual(['Deployment']);
  expect(having('cadastre.dev/team')).toEqual(['Deployment']);
  expect(having('app.kubernetes.io/version')).toEqual(['Deployment', 'pods of Deployment']);
});

test('the file of a service with a database, a migration and a budget is short enough to be read', () => {
  const lines = readFileSync(join(dist, 'property-tax/prod/assessment-roll.k8s.yaml'), 'utf8').split('\n').length - 1;
  expect(lines).toBeLessThanOrEqual(490);
});

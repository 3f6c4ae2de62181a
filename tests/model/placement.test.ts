import { originOf, overruledAt, type Service } from '../../model';
import type { ManifestObject } from '../../output';
import { podOf } from '../support/containers';
import { developmentOverlay, objectsOf, plainService, platformOf, productionOverlay } from '../support/platform';

const database = { ...plainService, database: 'owners', migration: { mode: 'job', command: ['migrate'] } };

function serviceOf(entry: object, overlay: object): Service {
  return platformOf({ services: { owners: { ...plainService, ...entry } }, overlay }).services[0]!;
}

function podsOf(entry: object, overlay: object): Map<string, ReturnType<typeof podOf> & object> {
  const objects = objectsOf(platformOf({ services: { owners: { ...database, ...entry } }, overlay }));
  return new Map(objects.flatMap((object) => (podOf(object) === undefined ? [] : [[titleOf(object), podOf(object)!]])));
}

function titleOf({ kind, metadata }: ManifestObject): string {
  return `${kind}/${metadata.name.replace(/-[0-9a-f]{8}$/, '')}`;
}

describe('a placement', () => {
  test('is merged key by key, and `false` takes a key away', () => {
    const platform = platformOf({
      services: { owners: { ...plainService, nodeSelector: { pool: 'a', disk: 'fast', zone: 'x' } } },
      overlay: {
        ...developmentOverlay,
        nodeSelector: { pool: 'b', os: 'linux' },
        services: { owners: { nodeSelector: { disk: false, pool: 'c' } } },
      },
    });
    expect(platform.services[0]!.placement.nodeSelector).toEqual({ os: 'linux', pool: 'c', zone: 'x' });
    expect(originOf(platform, 'services', 'owners', 'nodeSelector', 'pool').place.path).toEqual([
      'services',
      'owners',
      'nodeSelector',
      'pool',
    ]);
    expect(overruledAt(platform, 'services', 'owners', 'nodeSelector', 'pool').map(({ value }) => value)).toEqual(['b', 'a']);
    expect(originOf(platform, 'services', 'owners', 'nodeSelector', 'os')).toMatchObject({
      layer: 'overlay',
      place: { path: ['nodeSelector', 'os'] },
    });
  });

  test('of a list is that of the last layer, and of affinity that of each preset', () => {
    const { placement } = serviceOf(
      { tolerations: [{ key: 'a' }], affinity: { spread: 'nodes', dedicated: { value: 'x' } } },
      { ...developmentOverlay, services: { owners: { tolerations: [{ key: 'b', value: '1' }], affinity: { spread: 'zones' } } } },
    );
    expect(placement.tolerations).toEqual([{ key: 'b', operator: 'Equal', value: '1' }]);
    expect([placement.spread, placement.dedicated]).toEqual(['zones', { key: 'dedicated', value: 'x' }]);
  });

  test('of an environment reaches all pods, and devices the service alone', () => {
    const overlay = {
      ...developmentOverlay,
      nodeSelector: { pool: 'a' },
      tolerations: [{ key: 'pool' }],
      architecture: 'arm64',
      podLabels: { mesh: 'off' },
      extendedResources: { 'nvidia.com/gpu': 1 },
      tools: ['pgadmin'],
    };
    const pods = podsOf({}, overlay);
    expect([...pods.keys()].sort()).toEqual([
      'Deployment/owners',
      'Deployment/pgadmin',
      'Job/owners-db-init',
      'Job/owners-migrate',
      'StatefulSet/postgres',
      'StatefulSet/rabbitmq',
      'StatefulSet/redis',
    ]);
    for (const [title, { spec, labels }] of pods) {
      expect(spec).toMatchObject({
        nodeSelector: { 'kubernetes.io/arch': 'arm64', pool: 'a' },
        tolerations: [{ key: 'pool', operator: 'Exists' }],
      });
      expect(labels).toMatchObject({ mesh: 'off' });
      expect(JSON.stringify(spec).includes('nvidia.com/gpu')).toBe(title === 'Deployment/owners');
    }
  });

  test('of dedicated nodes is a label and a taint, for Jobs too', () => {
    const pods = podsOf({ affinity: { dedicated: { key: 'team', value: 'tax' } } }, developmentOverlay);
    for (const title of ['Deployment/owners', 'Job/owners-db-init', 'Job/owners-migrate'])
      expect(pods.get(title)?.spec).toMatchObject({
        nodeSelector: { team: 'tax' },
        tolerations: [{ key: 'team', operator: 'Equal', value: 'tax', effect: 'NoSchedule' }],
      });
    expect(pods.get('StatefulSet/postgres')?.spec).not.toHaveProperty('nodeSelector');
  });

  test('leaves the labels that select pods as they are', () => {
    const [deployment] = objectsOf(platformOf({ services: { owners: { ...plainService, podLabels: { tier: 'web' } } } })).filter(
      ({ kind }) => kind === 'Deployment',
    );
    expect(deployment).toMatchObject({
      spec: {
        selector: { matchLabels: { 'app.kubernetes.io/name': 'owners', 'app.kubernetes.io/component': 'api' } },
        template: { metadata: { labels: { 'app.kubernetes.io/name': 'owners', tier: 'web' } } },
      },
    });
    expect(JSON.stringify(deployment?.metadata)).not.toContain('tier');
  });
});

describe('an account', () => {
  test('that the team brings is not written, and its pods name the pull Secrets themselves', () => {
    const overlay = { ...productionOverlay, images: { tag: '1', pullSecrets: ['login'] } };
    const platform = platformOf({ services: { owners: { ...database, serviceAccount: { name: 'cloud' } } }, overlay });
    expect(objectsOf(platform).filter(({ kind }) => kind === 'ServiceAccount')).toEqual([]);
    for (const pod of podsOf({ serviceAccount: { name: 'cloud' } }, overlay).values())
      expect(pod.spec).toMatchObject({
        serviceAccountName: 'cloud',
        automountServiceAccountToken: false,
        imagePullSecrets: [{ name: 'login' }],
      });
    expect(podsOf({}, overlay).get('Deployment/owners')?.spec).not.toHaveProperty('imagePullSecrets');
  });

  test('of a cron job with another command is as that of its service, unless it says its own', () => {
    const services = (of: object): object => ({
      owners: { ...plainService, architecture: 'arm64', podLabels: { cloud: 'yes' }, serviceAccount: { annotations: { role: 'owners' } } },
      report: { kind: 'cron', layer: 'domain', of: 'owners', schedule: '@daily', command: ['report'], ...of },
    });
    const placementOf = (of: object) => platformOf({ services: services(of) as Record<string, object> }).services[1]!.placement;
    expect(placementOf({})).toMatchObject({
      architecture: 'arm64',
      podLabels: { cloud: 'yes' },
      serviceAccount: { annotations: { role: 'owners' } },
    });
    expect(placementOf({ serviceAccount: { annotations: { role: 'report' } } })).toMatchObject({
      podLabels: {},
      serviceAccount: { annotations: { role: 'report' } },
    });
  });
});

describe('the hint for the cluster autoscaler', () => {
  const hint = 'cluster-autoscaler.kubernetes.io/safe-to-evict';
  const hinted = (entry: object, overlay: object): string[] =>
    [...podsOf(entry, overlay)].flatMap(([title, pod]) => (pod.annotations?.[hint] === undefined ? [] : [title])).sort();

  test('is on pods that stay and keep nothing, outside development', () => {
    expect(hinted({}, productionOverlay)).toEqual(['Deployment/owners']);
    expect(hinted({}, developmentOverlay)).toEqual([]);
    expect(hinted({ stopSeconds: 580 }, productionOverlay)).toEqual(['Deployment/owners']);
    // The autoscaler would kill it in the middle of its work.
    expect(hinted({ stopSeconds: 581 }, productionOverlay)).toEqual([]);
    expect(hinted({}, { ...developmentOverlay, safeToEvict: true })).toEqual(['Deployment/owners']);
  });

  test.each([
    ['the entry', { safeToEvict: false }, {}],
    ['the overlay', {}, { safeToEvict: false }],
    ['the overlay of the service', { safeToEvict: true }, { services: { owners: { safeToEvict: false } } }],
  ])('is off where %s says so', (_, entry, overlay) => {
    expect(hinted(entry, { ...productionOverlay, ...overlay })).toEqual([]);
  });
});

describe('labels and annotations of a product', () => {
  const manifest = { labels: { 'cost-centre': '4711' }, annotations: { contact: 'tax' } };
  const carried = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'notes', labels: { 'cost-centre': '12' } }, data: { a: 'b' } };
  const objects = objectsOf(
    platformOf({ services: { owners: { ...database, needsRedis: true } }, manifest, manifests: { notes: [carried] }, environment: 'dev' }),
  );

  test('are on every object, and of what the team carries where it does not say them itself', () => {
    for (const { kind, metadata } of objects) {
      expect([kind, metadata.name, metadata['labels'], metadata['annotations']]).toEqual([
        kind,
        metadata.name,
        expect.objectContaining({ 'cost-centre': metadata.name === 'notes' ? '12' : '4711' }) as object,
        expect.objectContaining({ contact: 'tax' }) as object,
      ]);
    }
  });

  test('are labels of every pod, and of no selector and no claim', () => {
    const pods = objects.flatMap((object) => podOf(object) ?? []);
    expect(pods.length).toBeGreaterThan(3);
    for (const pod of pods) {
      expect(pod.labels).toMatchObject({ 'cost-centre': '4711' });
      expect(pod.annotations ?? {}).not.toHaveProperty('contact');
    }
    for (const object of objects) {
      const { selector, volumeClaimTemplates } = (object['spec'] ?? {}) as Record<string, unknown>;
      expect(JSON.stringify([selector, volumeClaimTemplates])).not.toContain('cost-centre');
    }
  });
});

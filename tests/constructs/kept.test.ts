import { developmentOverlay, objectsOf, plainService, platformOf, productionOverlay } from '../support/platform';

const volumes = { '/data': { size: '1Gi' } };
const services = {
  archive: { ...plainService, kind: 'stateful', volumes },
  files: { ...plainService, singleton: true, volumes },
} as const;
const overlay = { ...developmentOverlay, redis: { provider: 'in-cluster' } };

const optionsOf = (delivery: string, wanted: string): unknown[] =>
  objectsOf(platformOf({ services, overlay: { ...overlay, delivery } }))
    .filter(({ kind }) => kind === wanted)
    .map(({ metadata }) => (metadata['annotations'] as Record<string, string> | undefined)?.['argocd.argoproj.io/sync-options']);

test('Argo CD removes no StatefulSet without a person, and leaves none behind without its account and files', () => {
  const asked = 'Prune=confirm,Delete=confirm';
  expect(new Set(optionsOf('argocd', 'StatefulSet'))).toEqual(new Set([asked]));
  expect(optionsOf('argocd', 'Namespace')).toEqual([asked]);
});

test('Argo CD never removes a claim', () => {
  expect(optionsOf('argocd', 'PersistentVolumeClaim')).toEqual(['Prune=false,Delete=false']);
});

test('kubectl is told nothing of it', () => {
  for (const kind of ['StatefulSet', 'Namespace', 'PersistentVolumeClaim'])
    expect(optionsOf('kubectl', kind)).not.toContainEqual(expect.anything());
});

test('a preview goes with its pull request, and nobody is asked', () => {
  const preview = { ...overlay, delivery: 'argocd', preview: {}, secrets: { provider: 'existing' } };
  const objects = objectsOf(platformOf({ services, overlay: preview, environment: 'preview', number: '17' }));
  const options = objects.flatMap(({ kind, metadata }) => {
    const annotations = metadata['annotations'] as Record<string, string> | undefined;
    const text = annotations?.['argocd.argoproj.io/sync-options'] ?? '';
    return /confirm|Delete=false|Prune=false/.test(text) ? [`${kind}/${metadata.name} ${text}`] : [];
  });
  expect(objects.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['Namespace', 'StatefulSet', 'PersistentVolumeClaim']));
  expect(options).toEqual([]);
});

test('what makes a Secret goes after the pods that read it', () => {
  const made = (delivery: string): unknown[] => {
    const provider = { provider: 'external-secrets', store: { name: 'vault', kind: 'ClusterSecretStore' } };
    const secrets = { API_KEY: { secret: 'billing', key: 'api-key' } };
    const platform = platformOf({
      services: { owners: { ...plainService, secrets } },
      overlay: { ...productionOverlay, delivery, secrets: provider },
      environment: 'prod',
    });
    return objectsOf(platform)
      .filter(({ kind }) => kind === 'ExternalSecret')
      .map(({ metadata }) => (metadata['annotations'] as Record<string, string> | undefined)?.['argocd.argoproj.io/sync-options']);
  };
  expect(new Set(made('argocd'))).toEqual(new Set(['PruneLast=true']));
  expect(new Set(made('kubectl'))).toEqual(new Set([undefined]));
});

import { buildApp, buildArgoApp } from '../../../constructs';
import { isLabelValue } from '../../../formats';
import type { ManifestObject } from '../../../output';
import { argoPlatforms } from '../../fixtures/golden/argo';
import { compiledOf, type PlatformInput } from '../../support/platform';

const input = argoPlatforms['argocd-preview']!;
const argo = buildArgoApp(compiledOf(input).blueprint)!
  .render()
  .flatMap(({ objects }) => objects) as unknown as ManifestObject[];

interface ProjectSpec {
  readonly destinations: readonly { readonly namespace: string }[];
  readonly clusterResourceWhitelist: readonly { readonly kind: string; readonly name: string }[];
  readonly namespaceResourceWhitelist: readonly { readonly group: string; readonly kind: string }[];
}

interface SetSpec {
  readonly template: {
    readonly metadata: { readonly name: string };
    readonly spec: {
      readonly source: { readonly path: string; readonly targetRevision: string };
      readonly destination: { readonly namespace: string };
    };
  };
  readonly syncPolicy?: unknown;
}

const project = argo.find(({ kind }) => kind === 'AppProject')!['spec'] as unknown as ProjectSpec;
const set = argo.find(({ kind }) => kind === 'ApplicationSet')!['spec'] as unknown as SetSpec;

/** Whether a pattern of Argo CD, of which `*` and ranges are used here, fits a text. */
function fits(pattern: string, text: string): boolean {
  return new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[.]/g, '\\$&'))
      .join('.*')}$`,
  ).test(text);
}

test.each(['acme-preview-prod', 'acme-preview-', 'acme-preview-0', 'acme-prod'])(
  'the project does not allow the namespace %s',
  (namespace) => {
    expect(project.destinations.some((one) => fits(one.namespace, namespace))).toBe(false);
  },
);

test.each(['1', '17', '9999999'])('the project allows every object of number %s, and the Application leads to its tree', (number) => {
  const compiled = compiledOf({ ...input, number });
  const objects = buildApp(compiled, { write: () => undefined })
    .render()
    .flatMap((file) => file.objects) as unknown as ManifestObject[];
  expect(objects.length).toBeGreaterThan(5);
  for (const { kind, apiVersion, metadata } of objects) {
    const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
    if (metadata.namespace === undefined)
      expect(project.clusterResourceWhitelist.some((one) => one.kind === kind && fits(one.name, metadata.name))).toBe(true);
    else {
      expect(project.destinations.some(({ namespace }) => fits(namespace, metadata.namespace!))).toBe(true);
      expect(project.namespaceResourceWhitelist).toContainEqual({ group, kind });
    }
  }
  const filled = JSON.parse(JSON.stringify(set.template).replaceAll('{{.number}}', number)) as SetSpec['template'];
  expect(filled.metadata.name).toBe(`acme-preview-${number}`);
  expect(filled.spec.source.path).toBe(`dist/acme/preview-${number}`);
  expect(filled.spec.destination.namespace).toBe(compiled.platform.namespace);
});

test('it allows the namespace of no other environment', () => {
  for (const namespace of ['acme-preview', 'acme', 'acme-prod', 'argocd', 'kube-system'])
    expect(project.destinations.some((destination) => fits(destination.namespace, namespace))).toBe(false);
});

test('what a closed pull request had goes with its Application', () => {
  expect(set.syncPolicy).toBeUndefined();
});

test('what a closed pull request had stays until a person deletes it, where that is said', () => {
  const overlay = input.overlay as { readonly preview: { readonly pullRequests: object } };
  const kept = { ...input, overlay: { ...overlay, preview: { pullRequests: { ...overlay.preview.pullRequests, deleteClosed: false } } } };
  const objects = buildArgoApp(compiledOf(kept).blueprint)!
    .render()
    .flatMap((file) => file.objects) as unknown as ManifestObject[];
  const { syncPolicy } = objects.find(({ kind }) => kind === 'ApplicationSet')!['spec'] as unknown as SetSpec;
  expect(syncPolicy).toEqual({ applicationsSync: 'create-update' });
});

describe('the objects of Argo CD', () => {
  const objectsOf = (platform: PlatformInput): ManifestObject[] =>
    buildArgoApp(compiledOf(platform).blueprint)!
      .render()
      .flatMap((file) => file.objects) as unknown as ManifestObject[];

  test.each(['argocd-preview', 'argocd-set-prod'])('hold the annotations of a product as they are, also in the template of %s', (name) => {
    const platform = argoPlatforms[name]!;
    const manifest = { ...platform.manifest, annotations: { 'acme.example/docs': 'see {{ docs }} and {{.number}}' } };
    const [found] = objectsOf({ ...platform, manifest }).filter(({ kind }) => kind === 'ApplicationSet');
    const template = (found!['spec'] as unknown as SetSpec & { readonly template: { readonly metadata: { readonly annotations: object } } })
      .template;
    expect(found!.metadata.annotations).toMatchObject({ 'acme.example/docs': 'see {{ docs }} and {{.number}}' });
    expect(template.metadata.annotations).toMatchObject({ 'acme.example/docs': 'see {{`{{`}} docs }} and {{`{{`}}.number}}' });
  });

  test('have labels that the API server takes, however long the names of a product and an environment are', () => {
    const platform = argoPlatforms['argocd-set-prod']!;
    const objects = objectsOf({
      ...platform,
      manifest: { ...platform.manifest, name: `a${'b'.repeat(50)}` },
      environment: `p${'q'.repeat(30)}`,
    });
    for (const { metadata } of objects)
      for (const value of Object.values((metadata['labels'] ?? {}) as Readonly<Record<string, string>>))
        expect(isLabelValue(value)).toBe(true);
    expect(objects.length).toBeGreaterThan(1);
  });
});

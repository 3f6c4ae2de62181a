import { compile } from '../../model';
import type { ManifestObject } from '../../output';
import { podOf } from '../support/containers';
import { checked, compiledOf, developmentOverlay, objectsOf, plainService, platformOf, productionOverlay } from '../support/platform';

const secretFiles = { '/etc/key': { secret: 'owners-key', key: 'key', generate: false } } as const;
const withText = (text: string): object => ({ owners: { ...plainService, files: { '/etc/a': { text } }, secretFiles } });

const named = (objects: readonly ManifestObject[], kind: string, name: string): ManifestObject =>
  objects.find((object) => object.kind === kind && object.metadata.name.startsWith(name))!;

test.each([
  ['kubectl', developmentOverlay],
  ['argocd', productionOverlay],
])('a change of a file is another ConfigMap, and another pod, in %s delivery', (_, overlay) => {
  const [before, after] = ['a', 'b'].map((text) => objectsOf(platformOf({ services: withText(text) as never, overlay })));
  const nameOf = (objects: readonly ManifestObject[] | undefined): string => named(objects!, 'ConfigMap', 'owners-files').metadata.name;
  expect(nameOf(before)).toMatch(/^owners-files-[0-9a-f]{8}$/);
  expect(nameOf(after)).not.toBe(nameOf(before));
  for (const objects of [before!, after!]) {
    expect(named(objects, 'ConfigMap', 'owners-files')['immutable']).toBe(true);
    expect(podOf(named(objects, 'Deployment', 'owners'))?.spec['volumes']).toContainEqual({
      name: 'files',
      configMap: { name: nameOf(objects) },
    });
  }
});

test('Argo CD keeps the old ConfigMap until the pods are replaced, and applies a large one on the server', () => {
  const optionsOf = (text: string): unknown =>
    named(objectsOf(platformOf({ services: withText(text) as never, overlay: productionOverlay })), 'ConfigMap', 'owners-files').metadata[
      'annotations'
    ];
  const options = 'argocd.argoproj.io/sync-options';
  expect(optionsOf('a')).toMatchObject({ [options]: 'PruneLast=true' });
  expect(optionsOf('a'.repeat(300_000))).toMatchObject({ [options]: 'PruneLast=true,ServerSideApply=true' });
});

test('a file out of a Secret is one key that the group of the pod reads', () => {
  const { blueprint, platform } = compiledOf({ services: withText('a') as never, overlay: { ...productionOverlay, reloader: true } });
  const deployment = named(objectsOf(platform), 'Deployment', 'owners');
  expect(podOf(deployment)?.spec['volumes']).toContainEqual({
    name: 'secret-files',
    projected: { defaultMode: 0o440, sources: [{ secret: { name: 'owners-key', items: [{ key: 'key', path: 'key' }] } }] },
  });
  expect(blueprint.references.find(({ name }) => name === 'owners-key')).toMatchObject({
    from: 'provider',
    keys: [{ name: 'key', optional: false, source: { kind: 'given' } }],
    uses: [{ purpose: 'files', of: 'owners', readers: ['service/owners'] }],
  });
  expect(deployment.metadata['annotations']).toMatchObject({ 'secret.reloader.stakater.com/reload': 'owners-key' });
});

test.each([
  [undefined, ['/tmp']],
  ['all', ['/tmp', '/etc/a', '/etc/key']],
])('a migration Job whose env is %j mounts %j: the files of its service only if it asks for all', (env, expected) => {
  const services = {
    owners: {
      ...plainService,
      database: 'owners',
      files: { '/etc/a': { text: 'a' } },
      secretFiles,
      migration: { mode: 'job', command: ['m'], ...(env !== undefined && { env }) },
    },
  };
  const objects = objectsOf(platformOf({ services }));
  const [migrate] = podOf(named(objects, 'Job', 'owners-migrate'))?.spec.initContainers?.slice(-1) ?? [];
  expect((migrate?.['volumeMounts'] as { mountPath: string }[]).map(({ mountPath }) => mountPath)).toEqual(expected);
});

test('each layer replaces a file as a whole, and takes away those of the layers below', () => {
  const file = (text: string): object => ({ text });
  const { services } = platformOf({
    services: { owners: { ...plainService, files: { '/a': file('entry'), '/b': false, '/c': file('entry') } } },
    manifest: { defaults: { all: { files: { '/a': file('default'), '/b': file('default'), '/d': file('default') } } } },
    overlay: { ...developmentOverlay, services: { owners: { files: { '/c': file('overlay'), '/d': false } } } },
  });
  expect(services[0]?.files.map(({ path, content }) => [path, content])).toEqual([
    ['/a', { text: 'entry' }],
    ['/c', { text: 'overlay' }],
  ]);
});

test('a file that is not given is a finding, also for a program', () => {
  const { diagnostics } = compile([
    {
      registry: { file: 'r.json', value: { owners: { ...plainService, routes: [], files: { '/a': { from: './a' } } } } },
      manifest: {
        file: 'm.yaml',
        value: { name: 'acme', label: 'Acme', imageRegistry: 'ghcr.io/acme', environments: ['dev'], services: ['owners'] },
      },
      environments: [
        {
          environment: 'dev',
          overlay: { file: 'o.yaml', value: { delivery: 'argocd', images: { tag: '1' }, secrets: { provider: 'existing' } } },
        },
      ],
    },
  ]);
  expect(diagnostics.map(({ code, at }) => [code, at.path])).toEqual([['file-unknown', ['owners', 'files', '/a', 'from']]]);
});

test('files that are right have no findings', () => {
  const overlay = {
    ...developmentOverlay,
    secrets: { ...developmentOverlay.secrets, values: { 'owners-key': { key: 'of-the-tests' } } },
    postgres: undefined,
    redis: undefined,
    rabbitmq: undefined,
  };
  expect(checked(platformOf({ services: withText('a') as never, overlay }))).toEqual([]);
});

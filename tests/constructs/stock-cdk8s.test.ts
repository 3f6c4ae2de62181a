import { ApiObject, App, Chart, JsonPatch, Testing, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { addPlatform, buildApp, Manifest, WorkloadManifests } from '../../constructs';
import { withBlueprint } from '../../model';
import { manifestIdentity, type ManifestObject } from '../../output';
import { everythingService, goldenPlatforms } from '../fixtures/golden/platforms';
import { compiledOf, objectsOf, plainService, platformOf } from '../support/platform';

const platform = platformOf(goldenPlatforms['everything-dev']!);

function byIdentity(objects: readonly ManifestObject[]): Record<string, unknown> {
  return Object.fromEntries(objects.map((object) => [manifestIdentity(object), object]));
}

function l2Objects(chart: Chart): void {
  const config = new kplus.ConfigMap(chart, 'settings', { data: { mode: 'blue' } });
  new kplus.Deployment(chart, 'extra', {
    containers: [{ image: 'registry.example.com/extra:1', envFrom: [kplus.Env.fromConfigMap(config as kplus.IConfigMap)] }],
  });
}

test('a stock app writes the same objects, beside objects of cdk8s-plus', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'stock-'));
  try {
    const app = new App({ outdir });
    addPlatform(app, withBlueprint(platform));
    l2Objects(new Chart(app, 'extras'));
    app.synth();
    const objects = readdirSync(outdir).flatMap((file) =>
      parseAllDocuments(readFileSync(join(outdir, file), 'utf8'), { version: '1.1' }).map((document) => document.toJS() as ManifestObject),
    );
    const extras = objects.filter(({ metadata }) => metadata.name.startsWith('extras-'));
    expect(extras.map(({ kind }) => kind).sort()).toEqual(['ConfigMap', 'Deployment']);
    expect(byIdentity(objects.filter((object) => !extras.includes(object)))).toEqual(byIdentity(objectsOf(platform)));
  } finally {
    rmSync(outdir, { recursive: true });
  }
});

test.each([
  ['a file for each chart', YamlOutputType.FILE_PER_CHART],
  ['a file for each object', YamlOutputType.FILE_PER_RESOURCE],
  ['a folder for each chart', YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE],
])('.gitignore covers the Secrets of a stock app with %s, and nothing else', (_, yamlOutputType) => {
  const outdir = mkdtempSync(join(tmpdir(), 'stock-'));
  try {
    const app = new App({ outdir, yamlOutputType });
    addPlatform(app, withBlueprint(platform));
    app.synth();
    const files = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
    const withSecrets = files.filter((file) => /^kind: Secret$/m.test(readFileSync(join(outdir, file), 'utf8')));
    expect(withSecrets.length).toBeGreaterThan(0);
    const { stdout } = spawnSync('git', ['check-ignore', '--no-index', '--stdin'], {
      cwd: resolve(__dirname, '../..'),
      input: files.join('\n'),
      encoding: 'utf8',
    });
    expect(stdout.split('\n').filter(Boolean).sort()).toEqual(withSecrets.sort());
  } finally {
    rmSync(outdir, { recursive: true });
  }
});

test('our app renders objects of cdk8s-plus as the stock one does', () => {
  const ours = buildApp(withBlueprint(platform), { write: () => undefined });
  l2Objects(new Chart(ours, 'extras'));
  const stock = new App();
  const stockChart = new Chart(stock, 'extras');
  l2Objects(stockChart);
  const rendered = ours.render().find(({ file }) => file === 'extras.k8s.yaml')?.objects;
  expect(rendered).toHaveLength(2);
  expect(rendered).toEqual(expect.arrayContaining(Testing.synth(stockChart) as object[]));
});

test('one service fits into a test chart', () => {
  const chart = Testing.chart();
  const { blueprint } = compiledOf({ services: { owners: plainService, valuations: everythingService } });
  const workload = blueprint.workloads.find(({ id }) => id === 'service/owners')!;
  new WorkloadManifests(chart, 'owners', { setting: blueprint, workload, seed: undefined });
  expect((Testing.synth(chart) as ManifestObject[]).map(({ kind }) => kind)).toEqual(['ServiceAccount', 'Service', 'Deployment']);
});

test('a service and a Secret may be called `constructor`', () => {
  const objects = objectsOf(
    platformOf({
      services: { constructor: { ...plainService, hostname: 'constructor', secrets: { A: { secret: 'constructor', key: 'a' } } } },
    }),
  );
  const named = objects.filter(({ metadata }) => metadata.name === 'constructor').map(({ kind }) => kind);
  expect(named).toEqual(expect.arrayContaining(['Deployment', 'Secret', 'Service']));
});

test('what is added to an object later is rendered: labels, annotations, finalizers, patches', () => {
  const chart = new Chart(new App(), 'chart', { labels: { fleet: 'blue' }, namespace: 'acme' });
  const manifest = new Manifest(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
  manifest.metadata.addLabel('tier', 'back');
  manifest.metadata.addAnnotation('note', 'kept');
  manifest.metadata.addFinalizers('example.com/keep');
  manifest.metadata.add('generateName', 'x-');
  manifest.addJsonPatch(JsonPatch.add('/data', { a: '1' }));
  expect(ApiObject.of(manifest).toJson()).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'settings',
      namespace: 'acme',
      labels: { fleet: 'blue', tier: 'back' },
      annotations: { note: 'kept' },
      generateName: 'x-',
      finalizers: ['example.com/keep'],
    },
    data: { a: '1' },
  });
});

test('a patch of one rendering does not leak into the next', () => {
  const chart = Testing.chart();
  const manifest = new Manifest(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
  manifest.addJsonPatch(JsonPatch.add('/data', { a: '1' }));
  expect(manifest.toJson()).toEqual(manifest.toJson());
});

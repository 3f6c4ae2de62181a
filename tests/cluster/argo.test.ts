import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { ManifestObject } from '../../output';
import { inSyncOrder, titleOf } from '../constructs/argo/sync';
import { applyObject, warnings } from './support/apply';
import { runCommand } from './support/command';
import { type ClusterAccess, kubectl, kubectlJson, kubectlOk } from './support/kubectl';
import { placeTree, removeNamespace } from './support/namespaces';
import { installOperatorCrds } from './support/operator-crds';
import { describeOnCluster } from './support/run';
import { findTrees, type Tree } from './support/trees';

const golden = findTrees(path.resolve(__dirname, '../../__snapshots__'));

/** What administrators and parents apply: the objects of Argo CD, which the API server of its own cluster gets. */
const ofArgo = golden.filter(({ environment }) => environment.startsWith('objects-argocd-'));

/** Trees of production that need no definitions of operators. */
const carried = golden.filter(({ environment }) =>
  ['argocd-dependencies-prod', 'stateful-prod', 'product-online-boutique-prod'].includes(environment),
);

function objectsIn(directory: string): ManifestObject[] {
  return readdirSync(directory).flatMap((file) =>
    parseAllDocuments(readFileSync(path.join(directory, file), 'utf8')).map((document) => document.toJS() as ManifestObject),
  );
}

/** An object as Argo CD applies it: with the annotation by which it knows what is its own. */
function tracked(application: string, object: ManifestObject): ManifestObject {
  const { apiVersion, kind, metadata } = object;
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  const id = `${application}:${group}/${kind}:${metadata.namespace ?? ''}/${metadata.name}`;
  const annotations = { ...(metadata['annotations'] as object | undefined), 'argocd.argoproj.io/tracking-id': id };
  return { ...object, metadata: { ...metadata, annotations } };
}

/** Applies objects as a sync of Argo CD does, in its order, or only asks what that would give. */
async function sync(access: ClusterAccess, objects: readonly ManifestObject[], dryRun = false): Promise<Stored[]> {
  const args = ['apply', '--server-side', '--field-manager=argocd-controller', '--force-conflicts', '--validate=strict', '-f', '-'];
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: inSyncOrder(objects) });
  const answer = await kubectlJson<{ readonly items: Stored[] }>(access, [...args, ...(dryRun ? ['--dry-run=server'] : [])], { input });
  return answer.items;
}

interface Stored extends ManifestObject {
  readonly metadata: ManifestObject['metadata'] & { readonly generation?: number };
}

/**
 * What Argo CD compares of an object, with `ServerSideDiff=true`: all but who wrote which field, and when it was made.
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.7/gitops-engine/pkg/diff/diff.go
 */
function normalised({ metadata, ...object }: Stored): unknown {
  const { managedFields: _fields, creationTimestamp: _created, resourceVersion: _version, ...rest } = metadata;
  return { ...object, metadata: rest };
}

/** The objects that a comparison shows as OutOfSync. */
async function outOfSync(access: ClusterAccess, objects: readonly ManifestObject[]): Promise<string[]> {
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: inSyncOrder(objects) });
  const live = (await kubectlJson<{ readonly items: Stored[] }>(access, ['get', '-f', '-'], { input })).items;
  const predicted = await sync(access, objects, true);
  expect(live.map(titleOf)).toEqual(predicted.map(titleOf));
  return live.flatMap((object, index) => (same(normalised(object), normalised(predicted[index]!)) ? [] : [titleOf(object)]));
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** Syncs twice, and compares after each: a second sync that changed something would do so for ever. */
async function expectSettled(access: ClusterAccess, objects: readonly ManifestObject[]): Promise<void> {
  const first = await sync(access, objects);
  expect(await outOfSync(access, objects)).toEqual([]);
  const second = await sync(access, objects);
  expect(second.map(({ metadata }) => metadata.generation)).toEqual(first.map(({ metadata }) => metadata.generation));
  expect(await outOfSync(access, objects)).toEqual([]);
}

describeOnCluster('Argo CD’s own definitions', (run) => {
  let remove: (() => Promise<void>) | undefined;

  beforeAll(async () => {
    remove = await installOperatorCrds(run.access, 'argo-crds.sh');
    for (const name of ['argocd', 'gitops']) await applyObject(run.access, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  });
  afterAll(() => remove?.());

  test('have trees to accept', () => expect(ofArgo.length).toBeGreaterThanOrEqual(8));

  test.each(ofArgo.map((tree) => [tree.environment, tree] as const))(
    'accept %s, strictly and without a warning',
    async (_, { directory }) => {
      const applied = await kubectl(run.access, [
        'apply',
        '--server-side',
        '--field-manager=cadastre',
        '--force-conflicts',
        '--validate=strict',
        '-R',
        '-f',
        directory,
      ]);
      expect(applied).toMatchObject({ code: 0 });
      expect(warnings(applied)).toEqual([]);
      expect(applied.stdout.trim().split('\n')).toHaveLength(objectsIn(directory).length);
    },
  );

  test.each([
    ['AppProject', { sourceRepo: [] }, 'sourceRepo'],
    ['Application', { project: 'a', destination: {}, synchPolicy: {} }, 'synchPolicy'],
    [
      'ApplicationSet',
      { generators: [], template: { metadata: {}, spec: { project: 'a', destination: {} } }, goTemplates: true },
      'goTemplates',
    ],
  ])('refuse a misspelt field of %s, so the tests above can fail', async (kind, spec, field) => {
    const object = { apiVersion: 'argoproj.io/v1alpha1', kind, metadata: { name: 'refused', namespace: 'argocd' }, spec };
    const refused = await kubectl(run.access, ['apply', '--server-side', '--validate=strict', '-f', '-'], {
      input: JSON.stringify(object),
    });
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain(field);
  });

  test('have the health of an Application found as Argo CD’s own pages say', async () => {
    const { stdout } = await runCommand(path.join(__dirname, 'tools/argo-crds.sh'), []);
    const page = readFileSync(path.join(stdout.trim(), '../../docs/operator-manual/health.md'), 'utf8');
    const shown = /health\.argoproj\.io_Application: \|\n((?: {4}.*\n)+)/.exec(page)![1]!.replace(/^ {4}/gm, '');
    const ours = objectsIn(ofArgo[0]!.directory).find(({ kind }) => kind === 'ConfigMap') as unknown as {
      readonly data: Record<string, string>;
    };
    expect(ours.data['resource.customizations.health.argoproj.io_Application']).toBe(shown);
  });

  // The parent carries them, and shows what differs.
  test.each(ofArgo.map((tree) => [tree.environment, tree] as const))(
    '%s is in sync after one sync, and after another',
    async (_, { directory }) => {
      await expectSettled(
        run.access,
        objectsIn(directory)
          .filter(({ kind }) => kind.startsWith('App'))
          .map((object) => tracked('parent', object)),
      );
    },
  );
});

describeOnCluster('what Argo CD carries', (run) => {
  test.each(carried.map((tree) => [tree.environment, tree] as const))(
    '%s is in sync after one sync, and after another',
    async (name, tree: Tree) => {
      const placed = placeTree(run, { ...tree, product: 'golden', environment: name.slice(0, 40) }, 'argo');
      try {
        const objects = objectsIn(placed.directory).map((object) => tracked('acme-prod', object));
        expect(objects.length).toBeGreaterThan(5);
        await expectSettled(run.access, objects);
        // A change is one: otherwise nothing would be found.
        const [changed, ...others] = [...objects].sort((a, b) => (a.kind === 'Deployment' ? -1 : b.kind === 'Deployment' ? 1 : 0));
        const other = { ...changed!, spec: { ...(changed!['spec'] as object), revisionHistoryLimit: 7 } } as ManifestObject;
        expect(await outOfSync(run.access, [other, ...others])).toEqual([titleOf(other)]);
      } finally {
        await removeNamespace(run, placed.namespace);
      }
    },
  );

  test('a change by another manager is a difference', async () => {
    const namespace = `argo-drift-${run.id}`;
    await kubectlOk(run.access, ['create', 'namespace', namespace]);
    try {
      const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'drift', namespace }, data: { LEVEL: 'info' } };
      const object = tracked('acme-prod', config);
      await sync(run.access, [object, tracked('acme-prod', { ...config, metadata: { name: 'still', namespace } })]);
      await kubectlOk(run.access, ['-n', namespace, 'patch', 'configmap', 'drift', '--type=merge', '-p', '{"data":{"LEVEL":"debug"}}']);
      const still = tracked('acme-prod', { ...config, metadata: { name: 'still', namespace } });
      expect(await outOfSync(run.access, [object, still])).toEqual(['ConfigMap/drift']);
    } finally {
      await removeNamespace(run, namespace);
    }
  });
});

import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import type { ManifestObject } from '../../output';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { applyObject, warnings } from './support/apply';
import { type ClusterAccess, kubectl, kubectlOk } from './support/kubectl';
import { installOperatorCrds } from './support/operator-crds';
import { describeOnCluster, newFolder } from './support/run';
import { findTrees, type Tree } from './support/trees';

const page = readFileSync(path.join(__dirname, '../../docs/guides/flux.md'), 'utf8');

function objectsOf(yaml: string): ManifestObject[] {
  return parseAllDocuments(yaml).map((document) => document.toJS() as ManifestObject);
}

/** The objects of Flux that the guide shows. */
const shown = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)]
  .flatMap(([, yaml = '']) => objectsOf(yaml))
  .filter(({ kind }) => typeof kind === 'string');
const kustomization = shown.find(({ kind }) => kind === 'Kustomization')!['spec'] as unknown as { readonly patches: readonly object[] };

/** The trees that the guide lets Flux apply: those of a plain `argocd`, but for previews and files of sops. */
const carried = findTrees(path.resolve(__dirname, '../../__snapshots__')).filter(({ environment }) => {
  const { overlay = {} } = (goldenPlatforms[environment] ?? {}) as { overlay?: Record<string, unknown> };
  const { delivery, preview, secrets } = overlay as { delivery?: unknown; preview?: unknown; secrets?: { provider?: string } };
  return delivery === 'argocd' && preview === undefined && secrets?.provider !== 'sops';
});

/** Builds a tree as Flux does where a folder has no `kustomization.yaml`: with one of all its files and the patches of the Kustomization. */
async function build(access: ClusterAccess, { directory }: Tree, folder: string): Promise<ManifestObject[]> {
  cpSync(directory, folder, { recursive: true });
  const resources = readdirSync(folder).filter((file) => /\.ya?ml$/.test(file));
  const own = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources, patches: kustomization.patches };
  writeFileSync(path.join(folder, 'kustomization.yaml'), stringify(own));
  return objectsOf(await kubectlOk(access, ['kustomize', folder]));
}

const pruneKey = 'kustomize.toolkit.fluxcd.io/prune';

/** An object by its title, without the annotation that Flux reads. */
function byTitle(objects: readonly ManifestObject[]): Record<string, unknown> {
  const entries = objects.map(({ metadata, ...object }) => {
    const { [pruneKey]: _, ...annotations } = (metadata['annotations'] ?? {}) as Record<string, string>;
    return [`${object.kind}/${metadata.name}`, { ...object, metadata: { ...metadata, annotations } }] as const;
  });
  return Object.fromEntries(entries);
}

function annotated(objects: readonly ManifestObject[], key: string, value: RegExp): string[] {
  return objects
    .filter(({ metadata }) => value.test((metadata['annotations'] as Record<string, string> | undefined)?.[key] ?? ''))
    .map(({ kind, metadata }) => `${kind}/${metadata.name}`)
    .sort();
}

function isOurs({ labels }: ManifestObject['metadata']): boolean {
  return (labels as Record<string, string> | undefined)?.['app.kubernetes.io/managed-by'] === 'cadastre';
}

describeOnCluster('Flux', (run) => {
  let remove: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    remove = await installOperatorCrds(run.access, 'flux-crds.sh');
    await applyObject(run.access, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'flux-system' } });
  });
  afterAll(() => remove?.());

  const apply = (object: object) =>
    kubectl(run.access, ['apply', '--server-side', '--validate=strict', '--dry-run=server', '-f', '-'], { input: JSON.stringify(object) });

  test('accepts what the guide shows, by its own definitions', async () => {
    expect(shown.map(({ kind }) => kind)).toEqual(['GitRepository', 'Kustomization']);
    for (const object of shown) {
      const applied = await apply(object);
      expect(applied).toMatchObject({ code: 0 });
      expect(warnings(applied)).toEqual([]);
    }
  });

  test('refuses a misspelt field, so the test above can fail', async () => {
    const [, object] = shown;
    const refused = await apply({ ...object, spec: { ...(object!['spec'] as object), dependOn: [] } });
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain('dependOn');
  });

  test('has trees to apply', () => expect(carried.length).toBeGreaterThanOrEqual(4));

  test.each(carried.map((tree) => [tree.environment, tree] as const))(
    '%s comes out as it is, with the kinds protected that Argo CD asks a person about',
    async (_, tree) => {
      const objects = readdirSync(tree.directory).flatMap((file) => objectsOf(readFileSync(path.join(tree.directory, file), 'utf8')));
      const built = await build(run.access, tree, newFolder(run, 'flux'));
      expect(byTitle(built)).toEqual(byTitle(objects));
      // Those that the team brings itself are protected by their kind, too.
      const ofTeam = objects
        .filter(({ kind, metadata }) => kind === 'StatefulSet' && !isOurs(metadata))
        .map(({ metadata }) => metadata.name);
      expect(annotated(built, pruneKey, /^disabled$/)).toEqual(
        [
          ...annotated(objects, 'argocd.argoproj.io/sync-options', /Prune=(false|confirm)/),
          ...ofTeam.map((name) => `StatefulSet/${name}`),
        ].sort(),
      );
      // A Job that deletes itself would be made again, and run again.
      for (const { kind, spec } of built as unknown as { kind: string; spec?: object }[])
        if (kind === 'Job') expect(spec).not.toHaveProperty('ttlSecondsAfterFinished');
    },
  );
});

import fc from 'fast-check';
import { buildApp, buildArgoApp } from '../../../constructs';
import type { CompiledPlatform } from '../../../model';
import { dependencyDepths } from '../../../model/design/dependency-depth';
import type { Policy } from '../../../model/network/policy';
import { reachabilityOf } from '../../../model/network/reach';
import { readPolicies } from '../../../model/network/read-policies';
import type { ManifestObject } from '../../../output';
import { argoPlatforms, withArgo } from '../../fixtures/golden/argo';
import { goldenPlatforms } from '../../fixtures/golden/platforms';
import { emittedNetwork } from '../../support/network';
import { compiledOf, type PlatformInput } from '../../support/platform';
import { platformArbitrary } from './arbitraries';
import { inSyncOrder, providedBy, referencesOf, titleOf, waveOf } from './sync';

interface TreeFile {
  readonly file: string;
  readonly objects: readonly ManifestObject[];
}

function treeOf(compiled: CompiledPlatform): TreeFile[] {
  return buildApp(compiled, { write: () => undefined }).render() as unknown as TreeFile[];
}

/** The references of objects that are not there yet when a sync applies them, in the order of one sync. */
function early(objects: readonly ManifestObject[], inTree: ReadonlySet<string>, before: ReadonlySet<string> = new Set()): string[] {
  const there = new Set(before);
  const found: string[] = [];
  const order = inSyncOrder(objects);
  for (const object of order) {
    const { needs, leadsTo: all } = referencesOf(object);
    // The redirect to HTTPS has a backend because it must, which gets no request.
    const isRedirect = JSON.stringify(object.metadata['annotations'] ?? {}).includes('-redirect-https@');
    const leadsTo = isRedirect ? [] : all;
    // What is applied in the same wave is there at once: what leads somewhere waits for no order within it.
    const wave = new Set(order.filter((other) => waveOf(other) <= waveOf(object)).flatMap(providedBy));
    for (const name of needs) if (inTree.has(name) && !there.has(name)) found.push(`${titleOf(object)} needs ${name}`);
    for (const name of leadsTo)
      if (inTree.has(name) && !there.has(name) && !wave.has(name)) found.push(`${titleOf(object)} leads to ${name}`);
    for (const name of providedBy(object)) there.add(name);
  }
  return found;
}

/** The workloads whose pods would wait for what comes in a later wave, which is never applied while they wait. */
function deadlocks({ blueprint }: CompiledPlatform, objects: readonly ManifestObject[]): string[] {
  const titles = new Map<string, string>(
    blueprint.names.flatMap((name) => (name.workload === undefined ? [] : [[`${name.kind}/${name.name}`, name.workload] as const])),
  );
  const waves = new Map<string, number>();
  for (const object of objects) {
    if (!['Deployment', 'StatefulSet', 'Job', 'CronJob'].includes(object.kind)) continue;
    const workload = titles.get(titleOf(object)) ?? titles.get(titleOf(object).replace(/-[0-9a-f]{8}$/, ''));
    if (workload !== undefined) waves.set(workload, waveOf(object));
  }
  return blueprint.workloads.flatMap(({ id, waitsFor }) =>
    waitsFor.flatMap((needed) => ((waves.get(needed) ?? -1000) > (waves.get(id) ?? 1000) ? [`${id} waits for ${needed}`] : [])),
  );
}

/** What services depend on and what is not in an earlier wave; two that depend on each other are in one. */
function unordered({ blueprint }: CompiledPlatform, waveOfService: (key: string) => number): string[] {
  const depths = dependencyDepths(blueprint);
  const serviceOf = new Map(blueprint.workloads.map(({ id, service }) => [id, service]));
  return blueprint.connections.flatMap(({ from, to, why }) => {
    if (why !== 'dependsOn' || from.kind !== 'workload' || to.kind !== 'workload') return [];
    const [user, used] = [serviceOf.get(from.id) ?? '', serviceOf.get(to.id) ?? ''];
    const inCircle = depths.get(user) === depths.get(used);
    const isOrdered = inCircle ? waveOfService(user) === waveOfService(used) : waveOfService(user) > waveOfService(used);
    return isOrdered ? [] : [`${user} with or before ${used}`];
  });
}

function everything(files: readonly TreeFile[]): ManifestObject[] {
  return files.flatMap(({ objects }) => objects);
}

/** Holds one sync of the whole product to its references. */
function expectSound(input: PlatformInput): CompiledPlatform {
  const compiled = compiledOf(input);
  const objects = everything(treeOf(compiled));
  const inTree = new Set(objects.flatMap(providedBy));
  expect(early(objects, inTree)).toEqual([]);
  expect(deadlocks(compiled, objects)).toEqual([]);
  return compiled;
}

/** The files that an Application carries, as Argo CD matches its pattern. */
function carriedBy(application: ManifestObject, files: readonly TreeFile[]): TreeFile[] {
  const { source } = application['spec'] as unknown as { readonly source: { readonly directory?: { readonly include?: string } } };
  const pattern = source.directory?.include ?? '';
  const wanted = pattern.startsWith('{') ? pattern.slice(1, -1).split(',') : [pattern];
  return files.filter(({ file }) => wanted.includes(file));
}

/** Holds Applications of services to the references of all their objects. */
function expectSoundApplications(input: PlatformInput): void {
  const compiled = compiledOf(input);
  const files = treeOf(compiled);
  const objects = buildArgoApp(compiled.blueprint)!
    .render()
    .flatMap((chart) => chart.objects) as unknown as ManifestObject[];
  const applications = objects.filter(({ kind, metadata }) => kind === 'Application' && !metadata.name.endsWith('-0-applications'));
  const carried = applications.flatMap((application) => carriedBy(application, files).map(({ file }) => file));
  // Each file is carried once: otherwise two Applications would fight over its objects, or none would apply them.
  expect([...carried].sort()).toEqual(
    files
      .filter(({ objects: inFile }) => inFile.length > 0)
      .map(({ file }) => file)
      .sort(),
  );

  const inTree = new Set(everything(files).flatMap(providedBy));
  const waves = [...new Set(applications.map(waveOf))].sort((a, b) => a - b);
  const there = new Set<string>();
  for (const wave of waves) {
    const ofWave = applications
      .filter((application) => waveOf(application) === wave)
      .map((application) => everything(carriedBy(application, files)));
    // The Applications of one wave are applied side by side: what another one has comes by the retry of the kubelet, or of the controller.
    const beside = new Set(ofWave.flat().flatMap(providedBy));
    for (const own of ofWave) {
      const others = new Set([...there, ...[...beside].filter((name) => !own.flatMap(providedBy).includes(name))]);
      expect(early(own, inTree, others)).toEqual([]);
    }
    for (const name of beside) there.add(name);
  }
  // Nothing orders them on the day on which policies come to what runs: each may be the first of all.
  expect(cutMeanwhile(compiled, [applications.map((application) => everything(carriedBy(application, files)))])).toEqual([]);
  const project = objects.find(({ kind }) => kind === 'AppProject');
  if (project !== undefined) expect(refusedBy(project, everything(files))).toEqual([]);
}

/**
 * The declared connections between pods that run already which are cut while policies come to them. Each Application may be the first of its wave, and that is the worst: what the policies of one let
 * pass, they let pass beside all others.
 * @param waves the objects of each Application
 */
function cutMeanwhile(compiled: CompiledPlatform, waves: readonly (readonly (readonly ManifestObject[])[])[]): string[] {
  const { pods } = emittedNetwork(compiled);
  const byId = new Map(pods.map(({ id, pod }) => [id, pod]));
  const declared = compiled.blueprint.connections.flatMap(({ from, to, port, protocol }) => {
    const [caller, called] = [from, to].map((end) => ('id' in end ? byId.get(end.id) : undefined));
    return caller === undefined || called === undefined || port === undefined ? [] : [{ caller, called, port, protocol }];
  });
  const found = new Set<string>();
  let there: Policy[] = [];
  for (const wave of waves) {
    const policies = wave.map((objects) => objects.flatMap((object) => readPolicies(object, compiled.blueprint.namespace)));
    for (const own of policies) {
      const reach = reachabilityOf([...there, ...own]);
      for (const { caller, called, port, protocol } of declared)
        if (!reach(caller, called, port, protocol).passes)
          found.add(`${JSON.stringify(caller.labels)} -> ${JSON.stringify(called.labels)} ${port}`);
    }
    there = [...there, ...policies.flat()];
  }
  return [...found];
}

/**
 * The objects that a project does not allow.
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.7/pkg/apis/application/v1alpha1/app_project_types.go `IsResourcePermitted`
 */
function refusedBy(project: ManifestObject, objects: readonly ManifestObject[]): string[] {
  type Kinds = readonly { readonly group: string; readonly kind: string; readonly name?: string }[];
  const spec = project['spec'] as unknown as {
    readonly destinations: readonly { readonly namespace: string }[];
    readonly clusterResourceWhitelist?: Kinds;
    readonly namespaceResourceWhitelist: Kinds;
  };
  const isIn = (kinds: Kinds, { apiVersion, kind, metadata }: ManifestObject): boolean =>
    kinds.some(
      (one) =>
        one.group === (apiVersion.includes('/') ? apiVersion.split('/')[0] : '') &&
        one.kind === kind &&
        (one.name ?? metadata.name) === metadata.name,
    );
  return objects
    .filter((object) =>
      object.metadata.namespace === undefined
        ? !isIn(spec.clusterResourceWhitelist ?? [], object)
        : !isIn(spec.namespaceResourceWhitelist, object) ||
          !spec.destinations.some(({ namespace }) => namespace === object.metadata.namespace),
    )
    .map(titleOf);
}

/** Golden platforms that Argo CD can carry. */
const carriedPlatforms = Object.entries(goldenPlatforms).filter(
  ([, { overlay = {} }]) => (overlay as { readonly delivery?: unknown }).delivery !== 'kubectl' && JSON.stringify(overlay) !== '{}',
);

describe('a sync of the whole product', () => {
  test.each(carriedPlatforms)('%s: every reference is there before its user', (_, input) => void expectSound(input));

  test.each(carriedPlatforms)('%s, by dependencies: every reference is there before its user', (_, input) => {
    const compiled = expectSound(withArgo(input, { waves: 'dependencies' }));
    const objects = everything(treeOf(compiled));
    const waveOfService = (key: string): number =>
      Math.max(
        ...compiled.blueprint.workloads.flatMap(({ service, name, kind }) =>
          service === key && ['service', 'worker', 'stateful', 'cron'].includes(kind)
            ? objects
                .filter(({ metadata, kind: own }) => metadata.name === name && ['Deployment', 'StatefulSet', 'CronJob'].includes(own))
                .map(waveOf)
            : [],
        ),
      );
    expect(unordered(compiled, waveOfService)).toEqual([]);
  });

  test('random platforms, by stage', () => {
    fc.assert(
      fc.property(platformArbitrary({}), (input) => void expectSound(input)),
      { numRuns: 60 },
    );
  });

  test('random platforms, by dependencies', () => {
    fc.assert(
      fc.property(platformArbitrary({ waves: 'dependencies' }), (input) => {
        const compiled = expectSound(input);
        const objects = everything(treeOf(compiled));
        const waveOfService = (key: string): number =>
          waveOf(objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === key)!);
        expect(unordered(compiled, waveOfService)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('a certificate that a pod reads comes with it, also where something comes after the pods', () => {
    const input = goldenPlatforms['manifests-argocd']!;
    const owners = { ...input.services['owners'], hooks: { after: { command: ['node', 'announce.js'] } } };
    const objects = everything(treeOf(expectSound({ ...input, services: { owners } })));
    expect(waveOf(objects.find(({ kind }) => kind === 'Certificate')!)).toBe(0);
    expect(waveOf(objects.find(({ kind }) => kind === 'Ingress')!)).toBe(20);
  });

  test('what is broken is found: a wave too late, and a wait that never ends', () => {
    const compiled = compiledOf(goldenPlatforms['argocd-dependencies-prod']!);
    const objects = everything(treeOf(compiled));
    const later = (name: string): ManifestObject[] =>
      objects.map((object) =>
        titleOf(object).startsWith(name)
          ? { ...object, metadata: { ...object.metadata, annotations: { 'argocd.argoproj.io/sync-wave': '30' } } }
          : object,
      );
    const inTree = new Set(objects.flatMap(providedBy));
    expect(early(later('ServiceAccount/pages'), inTree)).toEqual(['Deployment/pages needs ServiceAccount/pages']);
    expect(early(later('Service/pages'), inTree)).toEqual(['Ingress/acme leads to Service/pages']);
    expect(deadlocks(compiled, later('Job/reports-db-init'))).toEqual(['service/reports waits for init/reports']);
  });
});

describe('Applications of services', () => {
  // A preview is one Application for all of it.
  const manyFold = carriedPlatforms.filter(([, { overlay = {} }]) => !('preview' in overlay));
  test.each(manyFold)('%s: every reference is there before its user', (_, input) => {
    if ((input.overlay as { readonly secrets?: { readonly provider?: string } }).secrets?.provider === 'sops') return;
    for (const waves of ['stage', 'dependencies']) expectSoundApplications(withArgo(input, { applications: 'service', waves }));
  });

  test('random platforms', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('stage', 'dependencies').chain((waves) => platformArbitrary({ applications: 'service', waves })),
        expectSoundApplications,
      ),
      { numRuns: 60 },
    );
  });

  test('by dependencies, one comes after those that it depends on, and the routes come last', () => {
    const compiled = compiledOf(argoPlatforms['argocd-dependencies-service-prod']!);
    const { applications } = compiled.blueprint.argo!;
    const waveOfService = (key: string): number => applications.find(({ service }) => service === key)?.wave ?? -1;
    expect(unordered(compiled, waveOfService)).toEqual([]);
    expect(applications.map(({ name, wave }) => [name, wave])).toEqual([
      ['acme-prod-0-applications', undefined],
      ['acme-prod-0-shared', 0],
      ['acme-prod-0-routes', 4],
      ['acme-prod-accounts', 1],
      ['acme-prod-owners', 1],
      ['acme-prod-pages', 3],
      ['acme-prod-reports', 2],
    ]);
  });
});

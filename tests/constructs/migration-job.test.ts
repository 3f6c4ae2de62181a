import type { ManifestObject } from '../../output';
import { everythingService, goldenPlatforms } from '../fixtures/golden/platforms';
import { type ContainerSpec, podOf } from '../support/containers';
import { developmentOverlay, objectsOf, type PlatformInput, plainService, platformOf, productionOverlay } from '../support/platform';

const ledger = { ...plainService, hostname: 'ledger', database: 'ledger', migration: { mode: 'job', command: ['migrate'] } } as const;

const jobOf = (objects: readonly ManifestObject[]): ManifestObject =>
  objects.find(
    ({ kind, metadata }) => kind === 'Job' && (metadata['labels'] as Record<string, string>)['app.kubernetes.io/component'] === 'migrate',
  )!;
const deploymentOf = (objects: readonly ManifestObject[], name = 'ledger'): ManifestObject =>
  objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === name)!;
const containersOf = (object: ManifestObject): ContainerSpec[] => [
  ...(podOf(object)?.spec.initContainers ?? []),
  ...(podOf(object)?.spec.containers ?? []),
];
const named = (object: ManifestObject, name: string): ContainerSpec | undefined =>
  containersOf(object).find((container) => container.name === name);
const awaited = (objects: readonly ManifestObject[], name?: string): string | undefined =>
  named(deploymentOf(objects, name), 'wait-for-migration')?.env?.find((variable) => variable.name === 'MIGRATION_ID')?.value;

/** Its client may want the URL in other words than that of the pods. */
const withoutUrl = ({ env = [] }: ContainerSpec): unknown[] =>
  env.map((variable) => (variable.name === 'DATABASE_URL' ? 'DATABASE_URL' : variable));

function render(service: object = {}, overlay: object = {}, environment = 'dev'): ManifestObject[] {
  return objectsOf(
    platformOf({ services: { ledger: { ...ledger, ...service } }, overlay: { ...developmentOverlay, ...overlay }, environment }),
  );
}

const volumesOf = (object: ManifestObject): readonly { readonly name: string }[] => podOf(object)?.spec['volumes'] as never;

test.each<[string, PlatformInput]>([
  ['a plain service', { services: { ledger } }],
  [
    'a service with everything',
    { services: { owners: plainService, ledger: { ...everythingService, hostname: 'ledger', extendedResources: {} } } },
  ],
  ['Argo CD, with TLS', { services: { ledger }, overlay: productionOverlay, environment: 'prod' }],
])('the migration of %s runs where and as what the service itself runs', (_, input) => {
  const objects = objectsOf(platformOf(input));
  const app = named(deploymentOf(objects), 'app')!;
  const migrate = named(jobOf(objects), 'migrate')!;
  for (const field of ['image', 'imagePullPolicy', 'resources', 'securityContext', 'volumeMounts']) {
    expect([field, migrate[field]]).toEqual([field, app[field]]);
  }
  expect(withoutUrl(migrate)).toEqual(withoutUrl(app));
  for (const field of ['securityContext', 'serviceAccountName']) {
    expect([field, podOf(jobOf(objects))?.spec[field]]).toEqual([field, podOf(deploymentOf(objects))?.spec[field]]);
  }
  expect(volumesOf(jobOf(objects))).toEqual(volumesOf(deploymentOf(objects)).filter(({ name }) => !/-(?:telemetry|models)\b/.test(name)));
  expect(migrate).not.toHaveProperty('args');
});

test.each([
  ['kubectl', developmentOverlay],
  ['argocd', productionOverlay],
])('in %s delivery the Job waits, migrates and records, and the pods wait for just that record', (delivery, overlay) => {
  const objects = render({}, overlay, 'prod');
  expect(jobOf(objects).metadata.name).toMatch(/^ledger-migrate-[0-9a-f]{8}$/);
  expect(JSON.stringify(jobOf(objects))).not.toContain('argocd.argoproj.io');
  // A Job that is in the tree, and gone from the cluster, is a difference to Argo CD, which would run it again.
  expect((jobOf(objects)['spec'] as Record<string, unknown>)['ttlSecondsAfterFinished']).toBe(delivery === 'argocd' ? undefined : 86_400);
  expect(containersOf(jobOf(objects)).map(({ name }) => name)).toEqual(['wait-for-database', 'migrate', 'record-migration']);
  expect(containersOf(deploymentOf(objects)).map(({ name }) => name)).toEqual(['wait-for-migration', 'app']);
  const recorded = named(jobOf(objects), 'record-migration')?.env?.find(({ name }) => name === 'MIGRATION_ID')?.value;
  expect(recorded).toMatch(/^[0-9a-f]{64}$/);
  expect(awaited(objects)).toBe(recorded);
});

test.each<[string, object, object, { readonly newJob: boolean; readonly newMigration: boolean }]>([
  ['nothing', {}, {}, { newJob: false, newMigration: false }],
  ['a replica', { replicas: 2 }, {}, { newJob: false, newMigration: false }],
  ['another tag', {}, { images: { tag: '1.2.4' } }, { newJob: true, newMigration: true }],
  ['another command', { migration: { mode: 'job', command: ['migrate', '--all'] } }, {}, { newJob: true, newMigration: true }],
  ['a plain variable', { env: { LOG_LEVEL: 'debug' } }, {}, { newJob: true, newMigration: false }],
  ['another seed', {}, { secrets: { provider: 'development', seed: 'other' } }, { newJob: true, newMigration: false }],
])('with %s, what is new is told apart', (_, service, overlay, { newJob, newMigration }) => {
  const [before, after] = [render(), render(service, overlay)];
  expect(jobOf(after).metadata.name).toMatch(/^ledger-migrate-[0-9a-f]{8}$/);
  expect(jobOf(after).metadata.name !== jobOf(before).metadata.name).toBe(newJob);
  expect(awaited(after) !== awaited(before)).toBe(newMigration);
});

test('an image that migrates when it starts runs alone, and has no Job', () => {
  const objects = objectsOf(platformOf(goldenPlatforms['migrations-dev']!));
  expect(deploymentOf(objects, 'sessions')['spec']).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
  expect(awaited(objects, 'sessions')).toBeUndefined();
  expect(objects.some(({ kind, metadata }) => kind === 'Job' && metadata.name.startsWith('sessions-migrate'))).toBe(false);
});

test('the Job has the priority of its service', () => {
  expect(podOf(jobOf(render()))?.spec['priorityClassName']).toBeUndefined();
  expect(podOf(jobOf(render({}, { priorityClassName: 'business' })))?.spec['priorityClassName']).toBe('business');
});

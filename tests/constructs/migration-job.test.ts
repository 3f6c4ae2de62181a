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

function render(service: object = {}, overlay: object = {}, environment = 'dev'): ManifestObject[] {
  return objectsOf(
    platformOf({ services: { ledger: { ...ledger, ...service } }, overlay: { ...developmentOverlay, ...overlay }, environment }),
  );
}

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
  for (const field of ['image', 'imagePullPolicy', 'securityContext']) {
    expect([field, migrate[field]]).toEqual([field, app[field]]);
  }
  for (const field of ['securityContext', 'serviceAccountName']) {
    expect([field, podOf(jobOf(objects))?.spec[field]]).toEqual([field, podOf(deploymentOf(objects))?.spec[field]]);
  }
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
  expect(containersOf(jobOf(objects)).map(({ name }) => name)).toEqual(['check-migration', 'migrate', 'record-migration']);
  expect(containersOf(deploymentOf(objects)).map(({ name }) => name)).toEqual(['wait-for-migration', 'app']);
  const recorded = named(jobOf(objects), 'record-migration')?.env?.find(({ name }) => name === 'MIGRATION_ID')?.value;
  expect(recorded).toMatch(/^[0-9a-f]{64}$/);
  expect(awaited(objects)).toBe(recorded);
});

test.each<[string, object, object, { readonly newJob: boolean; readonly newMigration: boolean }]>([
  ['nothing', {}, {}, { newJob: false, newMigration: false }],
  ['another tag', {}, { images: { tag: '1.2.4' } }, { newJob: true, newMigration: true }],
  ['another command', { migration: { mode: 'job', command: ['migrate', '--all'] } }, {}, { newJob: true, newMigration: true }],
  [
    'another server',
    {},
    { postgres: { ...(developmentOverlay as { postgres: object }).postgres, host: 'db' } },
    { newJob: true, newMigration: false },
  ],
  ['another seed', {}, { secrets: { provider: 'development', seed: 'other' } }, { newJob: false, newMigration: false }],
  [
    'other resources of the migration',
    { migration: { ...ledger.migration, resources: { limits: { cpu: 2 } } } },
    {},
    { newJob: true, newMigration: false },
  ],
  ['another deadline', { migration: { ...ledger.migration, deadlineSeconds: 60 } }, {}, { newJob: true, newMigration: false }],
])('with %s, what is new is told apart', (_, service, overlay, { newJob, newMigration }) => {
  const [before, after] = [render(), render(service, overlay)];
  expect(jobOf(after).metadata.name).toMatch(/^ledger-migrate-[0-9a-f]{8}$/);
  expect(jobOf(after).metadata.name !== jobOf(before).metadata.name).toBe(newJob);
  expect(awaited(after) !== awaited(before)).toBe(newMigration);
});

const flags = { needsRedis: true, needsRabbitmq: true };

/** Everything of a service that its migration does not need. */
const ofTheService: Readonly<Record<string, object>> = {
  replicas: { replicas: 2 },
  CPU: { resources: { requests: { cpu: '2' }, limits: { cpu: '3' } } },
  memory: { resources: { limits: { memory: '2Gi' } } },
  'a plain variable': { env: { LOG_LEVEL: 'debug' } },
  'a variable of another store': { needsRedis: true, env: { CACHE: '${redis.url}', BOTH: '${database.host}:${redis.password}' } },
  'a Secret': { secrets: { JWT_SECRET: { secret: 'jwt', key: 'secret' } } },
  port: { port: 4999 },
  'backing services': flags,
  files: { files: { '/etc/app.conf': { text: 'a' } }, secretFiles: { '/etc/key': { secret: 'tls', key: 'key' } } },
  probes: { health: { startupSeconds: 60 } },
  metrics: { metrics: { port: 9100, path: '/metrics' } },
  stop: { stopSeconds: 60 },
  'the owner': { owner: { team: 'finance' }, label: 'Ledger' },
  hooks: { hooks: { after: { command: ['warm'] } } },
  extensions: { extensions: ['pg_trgm'] },
};

test.each(Object.entries(ofTheService))('%s of the service is none of the Job of its migration', (_, service) => {
  expect(jobOf(render(service))).toEqual(jobOf(render()));
});

test('nor is the size of the pool, and with `env: all` each variable is', () => {
  const { postgres } = developmentOverlay as { postgres: object };
  expect(jobOf(render({}, { postgres: { ...postgres, poolSize: 7 } }))).toEqual(jobOf(render()));
  const all = { migration: { ...ledger.migration, env: 'all' } };
  expect(jobOf(render({ ...all, env: { LOG_LEVEL: 'debug' } })).metadata.name).not.toBe(jobOf(render(all)).metadata.name);
});

const variablesOf = (service: object): Record<string, unknown> =>
  Object.fromEntries(
    (named(jobOf(render(service)), 'migrate')?.env ?? []).map(({ name, value, valueFrom }) => [
      name,
      value ?? valueFrom?.secretKeyRef?.name,
    ]),
  );

test('a migration has the credentials of its database alone, unless it asks for all', () => {
  const service = {
    ...flags,
    env: {
      LOG_LEVEL: 'debug',
      NODE_ENV: 'test',
      SHADOW_URL: '${database.url}&schema=shadow',
      TENANT: '${product}-${database.name}',
      CACHE: '${redis.url}',
    },
    secrets: { JWT_SECRET: { secret: 'jwt', key: 'secret' }, OWN_PASSWORD: { secret: 'ledger-db', key: 'password' } },
    secretFiles: { '/etc/key': { secret: 'tls', key: 'key' } },
  };
  const own = variablesOf(service);
  expect(Object.keys(own)).toEqual([
    'APP_ENV',
    'CHECKPOINT_DISABLE',
    'NODE_ENV',
    'NODE_OPTIONS',
    'TENANT',
    'OWN_PASSWORD',
    'DB_HOST',
    'DB_PORT',
    'DB_NAME',
    'DB_USER',
    'DB_PASSWORD',
    'DATABASE_POOL_MAX',
    'DATABASE_URL',
    'SHADOW_URL',
  ]);
  expect(own).toMatchObject({ NODE_ENV: 'test', TENANT: 'acme-ledger', DATABASE_POOL_MAX: '1' });
  const secretsOf = (of: object): string[] =>
    [
      ...new Set(
        JSON.stringify(jobOf(render(of))).match(/(?<="(?:name|secretName)":")(?:jwt|tls|ledger-db|redis-auth|rabbitmq-auth)(?=")/g),
      ),
    ].sort();
  expect(secretsOf(service)).toEqual(['ledger-db']);
  const all = { ...service, migration: { ...ledger.migration, env: 'all' } };
  expect(secretsOf(all)).toEqual(['jwt', 'ledger-db', 'rabbitmq-auth', 'redis-auth', 'tls']);
  const pods = (named(deploymentOf(render(all)), 'app')?.env ?? []).map(({ name }) => name);
  expect(Object.keys(variablesOf(all))).toEqual(pods);
});

test('a recorded migration does not run again where an image keeps its tag, if it has a shell', () => {
  const commandOf = (service: object, overlay: object): unknown =>
    named(jobOf(objectsOf(platformOf({ services: { ledger: { ...ledger, ...service } }, overlay, environment: 'prod' }))), 'migrate')?.[
      'command'
    ];
  const without = { migration: { ...ledger.migration, shell: false } };
  expect(commandOf({}, productionOverlay)).toEqual(['/bin/sh', '-c', 'cat /tmp/recorded 2>/dev/null || exec "$@"', 'migrate', 'migrate']);
  expect(commandOf(without, productionOverlay)).toEqual(['migrate']);
  expect(commandOf({}, developmentOverlay)).toEqual(['migrate']);
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

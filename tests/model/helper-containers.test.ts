import { developmentOverlay, objectsOf, parityOf, plainService, platformOf, productionOverlay } from '../support/platform';
import { type ContainerSpec, podOf } from '../support/containers';

const proxy = { image: 'registry.example.com/proxy:1' };
const services = {
  owners: {
    ...plainService,
    database: 'owners',
    migration: { mode: 'job', command: ['migrate'] },
    writablePaths: ['/data'],
    files: { '/etc/a': { text: 'a' } },
    sidecars: {
      zebra: { ...proxy, mounts: ['/data'] },
      antelope: { ...proxy, mounts: ['/etc/a'], ports: { proxy: { port: 9000 } }, secrets: { TOKEN: { secret: 'proxy', key: 'token' } } },
    },
    init: { seed: { ...proxy, mounts: ['/data', '/etc/a'], user: { uid: 2000, gid: 2000 } } },
  },
  digest: { kind: 'cron', layer: 'domain', of: 'owners', schedule: '@daily', command: ['digest'], sidecars: { own: proxy } },
} as const;

const initOf = (kind: string, name: string, overlay: object = developmentOverlay): readonly ContainerSpec[] => {
  const object = objectsOf(platformOf({ services, overlay })).find(
    ({ kind: of, metadata }) => of === kind && metadata.name.startsWith(name),
  );
  return podOf(object!)?.spec.initContainers ?? [];
};

test('sidecars come first, then what waits for the database, then init containers', () => {
  expect(initOf('Deployment', 'owners').map(({ name, restartPolicy }) => [name, restartPolicy])).toEqual([
    ['antelope', 'Always'],
    ['zebra', 'Always'],
    ['wait-for-migration', undefined],
    ['seed', undefined],
  ]);
});

test('they stand in cron jobs that declare them, and in no Job', () => {
  expect(initOf('CronJob', 'digest').map(({ name }) => name)).toEqual(['own', 'wait-for-migration']);
  expect(initOf('Job', 'owners-migrate').map(({ name }) => name)).toEqual(['check-migration', 'migrate']);
});

test('a container sees what it names, and a `/tmp` of its own', () => {
  const mountsOf = (container: ContainerSpec | undefined): string[] =>
    (container?.['volumeMounts'] as { name: string; mountPath: string }[]).map(({ name, mountPath }) => `${name} ${mountPath}`);
  const [antelope, zebra, , seed] = initOf('Deployment', 'owners');
  expect(mountsOf(antelope)).toEqual(['tmp-antelope /tmp', 'files /etc/a']);
  expect(mountsOf(zebra)).toEqual(['tmp-zebra /tmp', 'writable-data /data']);
  expect(mountsOf(seed)).toEqual(['tmp-seed /tmp', 'writable-data /data', 'files /etc/a']);
  expect(seed?.['securityContext']).toMatchObject({ runAsUser: 2000, runAsGroup: 2000, readOnlyRootFilesystem: true });
});

test('the ports of sidecars are called at the Kubernetes Service', () => {
  const service = objectsOf(platformOf({ services })).find(({ kind, metadata }) => kind === 'Service' && metadata.name === 'owners');
  expect(service?.['spec']).toMatchObject({
    ports: [
      { name: 'http', port: 4100 },
      { name: 'proxy', port: 9000 },
    ],
  });
});

test('Reloader watches the Secrets of sidecars', () => {
  const overlay = { ...developmentOverlay, reloader: true };
  const deployment = objectsOf(platformOf({ services, overlay })).find(
    ({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'owners',
  );
  expect(deployment?.metadata['annotations']).toMatchObject({
    'secret.reloader.stakater.com/reload': expect.stringContaining('proxy') as string,
  });
});

test('environments do not differ by the user that hardened pods have', () => {
  const dev = platformOf({ services });
  const prod = platformOf({ services, overlay: { ...productionOverlay, hardenedUid: true }, environment: 'prod' });
  expect(parityOf([dev, prod]).map(({ at }) => at.path)).not.toContainEqual(expect.arrayContaining(['sidecars']));
});

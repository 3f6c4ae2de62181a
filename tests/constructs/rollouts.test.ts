import { podOf } from '../support/containers';
import { developmentOverlay, objectsOf, plainService, platformOf } from '../support/platform';

type Input = Parameters<typeof platformOf>[0];

/** The pod template of the workload called `owners`, as text. */
const templateOf = (input: Input): string =>
  JSON.stringify(
    podOf(
      objectsOf(platformOf(input)).find(
        ({ kind, metadata }) => ['Deployment', 'StatefulSet'].includes(kind) && metadata.name === 'owners',
      ) ?? { apiVersion: '', kind: '', metadata: { name: '' } },
    ),
  );

test.each(['service', 'worker', 'stateful'] as const)('a second pod of a %s restarts nothing', (kind) => {
  const withReplicas = (replicas: number): string =>
    templateOf({ services: { owners: { ...plainService, kind, replicas } }, overlay: developmentOverlay });
  expect(withReplicas(1)).toBe(withReplicas(2));
  expect(withReplicas(1)).toContain('ScheduleAnyway');
});

test('what must run alone has nothing to spread', () => {
  expect(templateOf({ services: { owners: { ...plainService, singleton: true } }, overlay: developmentOverlay })).not.toContain(
    'topologySpread',
  );
});

test.each([
  ['a variable', { secrets: { SMTP_PASSWORD: { secret: 'smtp', key: 'password' } } }, true],
  ['a file', { secretFiles: { '/run/key': { secret: 'smtp', key: 'password' } } }, true],
  ['nothing', {}, false],
])('another seed of development credentials restarts pods that read %s of a Secret: %j', (_, reads, restarts) => {
  const withSeed = (seed: string): string =>
    templateOf({
      services: { owners: { ...plainService, ...reads } },
      overlay: { ...developmentOverlay, secrets: { provider: 'development', seed } },
    });
  expect(withSeed('one-seed-of-some-length') !== withSeed('another-seed-of-some-length')).toBe(restarts);
});

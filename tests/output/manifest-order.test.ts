import fc from 'fast-check';
import { compareManifests, manifestIdentity, orderManifests, type ManifestObject } from '../../output';

const manifest = (kind: string, name = 'a', namespace?: string, apiVersion = 'v1'): ManifestObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace },
});

test('kinds come in the order they need each other, unknown ones in the middle by name', () => {
  const ordered = [
    ...[
      'Namespace',
      'ResourceQuota',
      'LimitRange',
      'NetworkPolicy',
      'CiliumNetworkPolicy',
      'FQDNNetworkPolicy',
      'ServiceAccount',
      'Role',
      'RoleBinding',
      'Secret',
      'SecretStore',
      'ExternalSecret',
    ],
    ...[
      'ConfigMap',
      'PersistentVolumeClaim',
      'Service',
      'Cluster',
      'RabbitmqCluster',
      'ServiceMonitor',
      'StatefulSet',
      'Job',
      'Deployment',
    ],
    ...['HorizontalPodAutoscaler', 'PodDisruptionBudget', 'Ingress', 'HTTPRoute'],
  ];
  expect(orderManifests([...ordered].sort().map((kind) => manifest(kind))).map(({ kind }) => kind)).toEqual(ordered);
});

test.each<[string, ManifestObject, ManifestObject]>([
  ['kind before namespace', manifest('Service', 'z', 'z'), manifest('Deployment', 'a', 'a')],
  ['no namespace before any', manifest('Service', 'z'), manifest('Service', 'a', 'a')],
  ['namespace before name', manifest('Service', 'z', 'a'), manifest('Service', 'a', 'b')],
  ['name', manifest('Service', 'a', 'n'), manifest('Service', 'b', 'n')],
  ['code units, not a locale: capitals first', manifest('Service', 'Z'), manifest('Service', 'a')],
  ['code units, not a locale: no accents folded', manifest('Service', 'z'), manifest('Service', 'ä')],
  ['code units, not numbers', manifest('Service', 'a-10'), manifest('Service', 'a-2')],
  ['a prefix first', manifest('Service', 'a'), manifest('Service', 'a-b')],
  ['API version last', manifest('Service', 'a', 'n', 'serving.knative.dev/v1'), manifest('Service', 'a', 'n', 'v1')],
])('%s', (_, first, second) => {
  expect(compareManifests(first, second)).toBeLessThan(0);
  expect(compareManifests(second, first)).toBeGreaterThan(0);
  expect(compareManifests(first, first)).toBe(0);
});

const word = fc.constantFrom('a', 'b', 'B', 'a-b', 'ä', '');
const manifests = fc.array(
  fc.record({
    apiVersion: fc.constantFrom('v1', 'apps/v1'),
    kind: fc.constantFrom('Namespace', 'Secret', 'Job', 'Widget', 'Ingress', 'Gadget'),
    metadata: fc.record({ name: word, namespace: fc.option(word, { nil: undefined }) }),
  }),
);

test('any order in, one order out', () => {
  fc.assert(
    fc.property(
      manifests.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        const copy = [...shuffled];
        expect(orderManifests(shuffled).map(manifestIdentity)).toEqual(orderManifests(all).map(manifestIdentity));
        expect(shuffled).toEqual(copy);
      },
    ),
  );
});

test.each([
  [manifest('Deployment', 'web', 'tax', 'apps/v1'), 'apps/Deployment tax/web'],
  [manifest('Service', 'web', 'tax'), 'Service tax/web'],
  [manifest('Namespace', 'tax'), 'Namespace tax'],
])('an identity reads well', (object, identity) => expect(manifestIdentity(object)).toBe(identity));

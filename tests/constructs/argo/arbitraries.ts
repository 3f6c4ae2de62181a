import fc from 'fast-check';
import type { PlatformInput } from '../../support/platform';
import { developmentOverlay, productionOverlay } from '../../support/platform';

const names = ['accounts', 'billing', 'claims', 'deeds', 'events', 'fees', 'grants'];

/** A part of a service that may be there. */
function maybe(key: string, value: fc.Arbitrary<unknown>): fc.Arbitrary<object> {
  return fc.option(value, { nil: undefined }).map((given) => (given === undefined ? {} : { [key]: given }));
}

const command = { command: ['node', 'work.js'] };

/** A service that may depend on any other one, in circles too. */
function serviceArbitrary(index: number, count: number): fc.Arbitrary<object> {
  const hostname = names[index]!;
  const others = names.slice(0, count).filter((name) => name !== hostname);
  const withDatabase = fc
    .tuple(
      maybe('migration', fc.constant({ mode: 'job', command: ['npx', 'prisma', 'migrate', 'deploy'] })),
      maybe(
        'hooks',
        fc
          .subarray(['seed', 'before', 'after'] as const, { minLength: 1 })
          .map((list) => Object.fromEntries(list.map((name) => [name, command]))),
      ),
    )
    .map(([migration, hooks]) => ({ database: hostname, ...migration, ...hooks }));
  // A guest of an earlier one, so that there are no circles of guests.
  const guest =
    index === 0
      ? fc.constant({})
      : fc.constantFrom(...names.slice(0, index)).map((of) => ({ database: { of, access: 'read', reason: 'a report' } }));
  return fc
    .tuple(
      maybe('dependsOn', fc.subarray(others)),
      fc.oneof(fc.constant({}), withDatabase, withDatabase, guest),
      maybe('needsRedis', fc.constant(true)),
      maybe('autoscaling', fc.constant({ minReplicas: 2, maxReplicas: 3 })),
      fc.boolean(),
      maybe('files', fc.constant({ '/etc/app/model.json': { text: '{}\n' } })),
    )
    .map(([dependsOn, database, redis, autoscaling, routed, files]) => ({
      hostname,
      port: 4000 + index,
      layer: 'domain',
      label: hostname,
      routes: routed ? [`/api/${hostname}`] : [],
      ...dependsOn,
      ...database,
      ...redis,
      ...autoscaling,
      ...files,
    }));
}

const { ingress: _, ...production } = productionOverlay;
const { ingress, redis, rabbitmq, postgres } = developmentOverlay;

/** Ways in, servers and sources of Secrets that an environment by Argo CD may have. */
const overlays: readonly object[] = [
  productionOverlay,
  { ...production, routing: { className: 'traefik', hosts: ['acme.example.com'], tls: { secretName: 'acme-tls' } } },
  {
    ...production,
    routing: {
      target: 'gateway',
      controller: 'envoy-gateway',
      gateway: { name: 'public', namespace: 'edge' },
      hosts: ['acme.example.com'],
      tls: {},
    },
  },
  { ...productionOverlay, secrets: { provider: 'external-secrets', store: { name: 'vault', kind: 'SecretStore' } } },
  { ...productionOverlay, postgres: { provider: 'cloudnative-pg', cluster: 'main', maxConnections: 500 } },
  { development: true, images: { tag: '1' }, secrets: { provider: 'existing' }, ingress, redis, rabbitmq, postgres },
  { ...productionOverlay, namespace: { name: 'acme-shared', create: false } },
];

/** A platform that Argo CD carries, with any dependencies among its services. */
export function platformArbitrary(argocd: object): fc.Arbitrary<PlatformInput> {
  return fc
    .integer({ min: 1, max: names.length })
    .chain((count) =>
      fc.tuple(fc.tuple(...names.slice(0, count).map((__, index) => serviceArbitrary(index, count))), fc.constantFrom(...overlays)),
    )
    .map(([services, overlay]) => ({
      services: Object.fromEntries(services.map((service, index) => [names[index]!, service])),
      overlay: { ...overlay, delivery: { argocd: { repoURL: 'https://git.example.com/a.git', ...argocd } } },
      environment: 'prod',
    }));
}

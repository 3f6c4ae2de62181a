import { type ArgumentsOf, catalogue } from '../../../diagnostics';
import { checkAcross } from '../../../model/across/check-across';
import { compile } from '../../../model';
import { developmentOverlay, plainService, productInputsOf, type PlatformInput } from '../../support/platform';

const { ingress: _, ...withoutIngress } = developmentOverlay;

const auth = {
  ...plainService,
  hostname: 'auth',
  routes: [],
  metrics: { port: 9100 },
  env: {},
};

/** What is called: the product `platform`, in a namespace that is not its name. */
function called(overlay: object = {}, more: Partial<PlatformInput> = {}): PlatformInput {
  return {
    services: { auth, store: { ...plainService, hostname: 'store', port: 4300, routes: [], database: 'store', needsRedis: true } },
    manifest: { name: 'platform', services: ['auth', 'store'] },
    overlay: { ...withoutIngress, namespace: 'platform-dev', ...overlay },
    ...more,
  };
}

/** What calls: one service of the product `shop`, and a foreign workload. */
function calling(service: object, overlay: object = {}, more: Partial<PlatformInput> = {}): PlatformInput {
  return {
    services: { orders: { ...plainService, hostname: 'orders', routes: [], ...service } },
    manifest: { name: 'shop' },
    overlay: { ...withoutIngress, namespace: 'shop-dev', ...overlay },
    ...more,
  };
}

/** What the findings say, and what to do about them. */
function found(...inputs: PlatformInput[]): readonly (readonly [string, string])[] {
  const { platforms, diagnostics } = compile(inputs.flatMap(productInputsOf));
  expect(platforms).toHaveLength(inputs.length);
  const ofAll = diagnostics.filter(({ code }) => code === 'network-neighbour-cut');
  expect(checkAcross([], platforms).filter(({ code }) => code === 'network-neighbour-cut')).toHaveLength(ofAll.length);
  const { message, help } = catalogue['network-neighbour-cut'];
  return ofAll.map(({ args }) => {
    const told = args as ArgumentsOf<'network-neighbour-cut'>;
    return [message(told), help(told)] as const;
  });
}

const egress = (host: string, port: number): object => ({ egress: [{ host, port }] });

const asDependency = [
  '`orders` calls `auth.platform-dev.svc:4100`, and the policies of `platform` do not let it in',
  'write `platform/auth` in `dependsOn` of `orders`, in place of the host in `egress`',
];
const asPolicy = (caller: string, endpoint: string): readonly string[] => [
  `${caller} \`${endpoint}\`, and the policies of \`platform\` do not let it in`,
  `add a NetworkPolicy to \`manifests\` of \`platform\` that lets pods of namespace \`shop-dev\` in at port ${endpoint.split(':')[1]}`,
];

test.each<readonly [string, PlatformInput, readonly (readonly string[])[]]>([
  ['a service by its host', calling(egress('auth.platform-dev.svc', 4100)), [asDependency]],
  [
    'a service by its long host',
    calling(egress('auth.platform-dev.svc.cluster.local', 4100)),
    [['`orders` calls `auth.platform-dev.svc.cluster.local:4100`, and the policies of `platform` do not let it in', asDependency[1]!]],
  ],
  ['a service that also is a dependency', calling({ dependsOn: ['platform/auth'], ...egress('auth.platform-dev.svc', 4100) }), []],
  ['a dependency alone', calling({ dependsOn: ['platform/auth'] }), []],
  ['a port for metrics', calling(egress('auth.platform-dev.svc', 9100)), [asPolicy('`orders` calls', 'auth.platform-dev.svc:9100')]],
  ['a server in the cluster', calling(egress('redis.platform-dev.svc', 6379)), [asPolicy('`orders` calls', 'redis.platform-dev.svc:6379')]],
  [
    'a server in the cluster, as one of the product that calls',
    calling({ database: 'orders' }, { postgres: { provider: 'external', host: 'postgres.platform-dev.svc', maxConnections: 100 } }),
    [asPolicy('`orders` calls', 'postgres.platform-dev.svc:5432')],
  ],
  ['a name of no tree', calling(egress('vault.platform-dev.svc', 8200)), []],
  ['a namespace of no product', calling(egress('auth.directory.svc', 4100)), []],
])('%s', (_title, shop, expected) => {
  expect(found(shop, called())).toEqual(expected);
  expect(found(called(), shop)).toEqual(expected);
});

test('by an external', () => {
  const externals = { idp: { host: 'auth.platform-dev.svc', port: 4100 } };
  expect(found(calling({ externals: ['idp'] }, { externals }), called())).toEqual([
    [asDependency[0], 'write `platform/auth` in `dependsOn` of `orders`, in place of the host in `externals`'],
  ]);
});

const pod = (name: string, port: number): object => ({
  metadata: { labels: { app: name } },
  spec: { containers: [{ name, image: 'registry.example.com/x:1', ports: [{ containerPort: port }] }] },
});
const deployment = (name: string, port: number): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: { selector: { matchLabels: { app: name } }, template: pod(name, port) },
});

test('by a workload of the team', () => {
  const connections = { 'Deployment/crawler': { to: [{ host: 'auth.platform-dev.svc', port: 4100 }] } };
  const shop = calling({}, { network: { connections } }, { manifests: { crawler: [deployment('crawler', 80)] } });
  expect(found(shop, called())).toEqual([asPolicy('`Deployment/crawler` calls', 'auth.platform-dev.svc:4100')]);
});

const lets = (labels: object, namespace: string, port: number): object => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'lets-in' },
  spec: {
    podSelector: { matchLabels: labels },
    policyTypes: ['Ingress'],
    ingress: [
      { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } }], ports: [{ protocol: 'TCP', port }] },
    ],
  },
});

test('what a policy of the team lets in is not cut', () => {
  const shop = calling(egress('redis.platform-dev.svc', 6379));
  const redis = { 'app.kubernetes.io/name': 'redis' };
  expect(found(shop, called({}, { manifests: { in: [lets(redis, 'shop-dev', 6379)] } }))).toEqual([]);
  expect(found(shop, called({}, { manifests: { in: [lets(redis, 'other', 6379)] } }))).toHaveLength(1);
});

test('a Kubernetes Service of the other team, at the port of its pods', () => {
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'nats' },
    spec: { selector: { app: 'nats' }, ports: [{ port: 80, targetPort: 4222 }] },
  };
  const shop = calling(egress('nats.platform-dev.svc', 80), { network: { hosts: { 'nats.platform-dev.svc': { ports: { 80: 4222 } } } } });
  const connections = { 'Deployment/nats': { from: ['auth'] } };
  const nats = (...more: object[]): PlatformInput =>
    called({ network: { connections } }, { manifests: { nats: [deployment('nats', 4222), service, ...more] } });
  expect(found(shop, nats())).toEqual([asPolicy('`orders` calls', 'nats.platform-dev.svc:4222')]);
  expect(found(shop, nats(lets({ app: 'nats' }, 'shop-dev', 4222)))).toEqual([]);
});

test('without policies there, nothing is cut, and of many callers of one server there is one finding', () => {
  const shop = calling(egress('auth.platform-dev.svc', 4100));
  expect(found(shop, called({ network: { policies: 'none', reason: 'the mesh does it' } }))).toEqual([]);
  const other = { ...plainService, hostname: 'ledger', port: 4001, routes: [], ...egress('redis.platform-dev.svc', 6379) };
  const two = calling(egress('redis.platform-dev.svc', 6379));
  expect(found({ ...two, services: { ...two.services, ledger: other } }, called())).toEqual([
    asPolicy('`ledger` and 1 other call', 'redis.platform-dev.svc:6379'),
  ]);
});

test('another environment is in another cluster', () => {
  expect(found(calling(egress('auth.platform-dev.svc', 4100)), called({}, { environment: 'test' }))).toEqual([]);
});

describe('URLs in the namespace of another product', () => {
  const unknown = (url: string): string[] => {
    const shop = calling({ env: { ADDRESS: url } });
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'mail' }, spec: { ports: [{ port: 25 }] } };
    return compile([shop, called({}, { manifests: { mail: [service] } })].flatMap(productInputsOf)).diagnostics.flatMap(({ code, args }) =>
      code === 'url-host-unknown' ? [(args as ArgumentsOf<'url-host-unknown'>).host] : [],
    );
  };

  test.each([
    'redis://redis.platform-dev.svc:6379',
    'redis://redis-headless.platform-dev.svc:6379',
    'postgres://postgres.platform-dev.svc/a',
    'smtp://mail.platform-dev.svc:25',
  ])('%s leads to something', (url) => expect(unknown(url)).toEqual([]));
  test.each(['redis://rediss.platform-dev.svc:6379', 'http://autx.platform-dev.svc:4100'])('%s leads to nothing', (url) =>
    expect(unknown(url)).toHaveLength(1),
  );
});

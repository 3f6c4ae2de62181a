import type { RoutingApi, RoutingObject } from './support/api';
import { startRoutingApi } from './support/api';
import { routedTrees } from './support/product-trees';
import { describeWithRoutingTools } from './support/tools';

const route = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'owners' };
const gateway = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public' };

/** One object of each kind that routes consist of, and a field of it that nobody knows. */
const samples: readonly (readonly [kind: string, apiVersion: string, spec: object, misspelt: object])[] = [
  [
    'Ingress',
    'networking.k8s.io/v1',
    {
      ingressClassName: 'traefik',
      rules: [
        {
          host: 'a.test',
          http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'owners', port: { name: 'http' } } } }] },
        },
      ],
    },
    { ingressClass: 'traefik' },
  ],
  [
    'HTTPRoute',
    'gateway.networking.k8s.io/v1',
    {
      parentRefs: [{ name: 'public' }],
      hostnames: ['a.test'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/api/v1/owners' } }],
          filters: [
            { type: 'CORS', cors: { allowOrigins: ['https://a.test'], allowMethods: ['GET'], allowCredentials: true, maxAge: 600 } },
          ],
          timeouts: { request: '30s', backendRequest: '25s' },
          backendRefs: [{ name: 'owners', port: 4104 }],
        },
      ],
    },
    { hostname: ['a.test'] },
  ],
  [
    'Gateway',
    'gateway.networking.k8s.io/v1',
    {
      gatewayClassName: 'envoy',
      listeners: [{ name: 'https', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'a-test-tls' }] } }],
    },
    { listener: [] },
  ],
  ['Middleware', 'traefik.io/v1alpha1', { rateLimit: { average: 10, period: '1s', burst: 20 } }, { rateLimits: {} }],
  [
    'SecurityPolicy',
    'gateway.envoyproxy.io/v1alpha1',
    {
      targetRefs: [route],
      extAuth: { failOpen: false, http: { backendRefs: [{ name: 'auth-gateway', port: 4100 }], headersToBackend: ['x-user-id'] } },
    },
    { extAuthz: {} },
  ],
  [
    'BackendTrafficPolicy',
    'gateway.envoyproxy.io/v1alpha1',
    {
      targetRefs: [route],
      rateLimit: { type: 'Local', local: { rules: [{ limit: { requests: 10, unit: 'Second' } }] } },
      circuitBreaker: { maxConnections: 100 },
    },
    { rateLimits: {} },
  ],
  [
    'ClientTrafficPolicy',
    'gateway.envoyproxy.io/v1alpha1',
    { targetRefs: [gateway], headers: { earlyRequestHeaders: { remove: ['x-user-id'] } } },
    { header: {} },
  ],
  [
    'Certificate',
    'cert-manager.io/v1',
    { secretName: 'a-test-tls', dnsNames: ['a.test'], issuerRef: { kind: 'ClusterIssuer', name: 'letsencrypt' } },
    { dnsName: 'a.test' },
  ],
];

describeWithRoutingTools('upstream’s own definitions', (tools) => {
  let api: RoutingApi;

  beforeAll(async () => {
    api = await startRoutingApi(tools);
  });
  afterAll(() => api.stop());

  const sample = (kind: string, apiVersion: string, spec: object): RoutingObject => ({
    apiVersion,
    kind,
    metadata: { name: 'sample', namespace: 'default' },
    spec,
  });

  test.each(samples)('accept %s, strictly and without a warning', async (kind, apiVersion, spec) => {
    expect(await api.refusals([sample(kind, apiVersion, spec)])).toEqual([]);
    expect(await api.stored(sample(kind, apiVersion, spec))).toMatchObject({ kind, spec });
  });

  test.each(samples)('refuse a misspelt field of %s', async (kind, apiVersion, spec, misspelt) => {
    const refused = await api.refusals([sample(kind, apiVersion, { ...spec, ...misspelt })]);
    expect(refused).toEqual([expect.stringContaining(`.spec.${Object.keys(misspelt)[0]}: field not declared in schema`)]);
  });

  test('accept what is emitted of these kinds, strictly and without a warning', async () => {
    const kinds = samples.map(([kind]) => kind);
    const trees = routedTrees();
    expect(trees.length).toBeGreaterThan(9);
    for (const { title, objects } of trees) {
      const routing = objects.filter(({ kind }) => kind === 'Namespace' || kinds.includes(kind));
      const namespaces = [...new Set(routing.map(({ metadata }) => metadata.namespace))].filter((name) => name !== undefined);
      const missing = namespaces.filter((name) => !routing.some(({ kind, metadata }) => kind === 'Namespace' && metadata.name === name));
      await api.apply(missing.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })));
      expect({ title, refused: await api.refusals(routing) }).toEqual({ title, refused: [] });
    }
  });

  test('refuse what only their own expressions refuse', async () => {
    const upwards = { path: { type: 'PathPrefix', value: '/a/../b' } };
    const refused = await api.refusals([sample('HTTPRoute', 'gateway.networking.k8s.io/v1', { rules: [{ matches: [upwards] }] })]);
    expect(refused).toEqual([expect.stringContaining('must not contain')]);
  });
});

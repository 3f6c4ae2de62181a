import { type TableRoute } from '../../model/route-table';
import type { RoutingObject } from './support/api';
import { translate } from './support/egctl';
import { classObjects, httpRouteObjects, serviceObjects } from './support/table-objects';
import { describeWithRoutingTools } from './support/tools';
import { answerOfXds } from './support/xds-routes';

const host = 'tax.test';
const prefix = (path: string, backend: string, more: Partial<TableRoute> = {}): TableRoute => ({
  id: path,
  backend,
  host,
  path,
  match: 'prefix',
  methods: undefined,
  ...more,
});
const classes = classObjects({ port: 8080, ingress: 'nobody.test/none', gateway: 'gateway.envoyproxy.io/gatewayclass-controller' });
const shop = (routes: readonly TableRoute[]): RoutingObject[] => [
  ...classes,
  ...serviceObjects('shop', routes),
  ...httpRouteObjects('shop', routes),
];

describeWithRoutingTools('Envoy Gateway’s translator', (tools) => {
  test('accepts routes, and gives them to Envoy in the order of the Gateway API', async () => {
    const routes = [
      prefix('/', 'web'),
      prefix('/api/ledger', 'ledger'),
      prefix('/api/ledger', 'writer', { methods: ['PUT'] }),
      prefix('/api/ledger/7', 'seven', { match: 'exact' }),
      prefix('/', 'admin', { host: '*.tax.test' }),
    ];
    const { problems, judged, routes: configurations } = await translate(tools, shop(routes));
    expect(problems).toEqual([]);
    expect(judged).toHaveLength(5);
    expect(configurations).toHaveLength(1);
    const answer = (method: string, name: string, path: string): string | undefined =>
      answerOfXds(configurations[0]!, { method, host: name, path })?.httpRoute?.replace(/-\d+-\d+$/, '');
    expect(answer('GET', host, '/api/ledger')).toBe('ledger');
    expect(answer('PUT', host, '/api/ledger/8?x=/')).toBe('writer');
    expect(answer('PUT', host, '/api/ledger/7')).toBe('seven');
    expect(answer('GET', host, '/api/ledgers')).toBe('web');
    expect(answer('GET', 'a.b.tax.test:8080', '/api/ledger')).toBe('admin');
    expect(answer('GET', 'other.test', '/')).toBeUndefined();
  });

  test('rewrites a prefix', async () => {
    const objects = shop([prefix('/api/ledger', 'ledger'), prefix('/legacy', 'legacy')]).map((object) => {
      if (object.kind !== 'HTTPRoute') return object;
      const spec = object['spec'] as { rules: object[] };
      const replacePrefixMatch = object.metadata.name.startsWith('legacy') ? '/new' : '/';
      const filters = [{ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch } } }];
      return { ...object, spec: { ...spec, rules: spec.rules.map((rule) => ({ ...rule, filters })) } };
    });
    const { problems, routes } = await translate(tools, objects);
    expect(problems).toEqual([]);
    const pathOf = (path: string): string | undefined => answerOfXds(routes[0]!, { method: 'GET', host, path })?.path;
    expect(pathOf('/api/ledger')).toBe('/');
    expect(pathOf('/api/ledger/7')).toBe('/7');
    expect(pathOf('/legacy/a')).toBe('/new/a');
  });

  test('tells what it does not accept', async () => {
    const stray = httpRouteObjects('shop', [prefix('/', 'web')]).map((object) => ({
      ...object,
      spec: { ...(object['spec'] as object), parentRefs: [{ name: 'nowhere', namespace: 'public' }] },
    }));
    const { problems } = await translate(tools, [...shop([prefix('/api', 'api')]), ...stray]);
    expect(problems).toEqual(['HTTPRoute/web-0-0: it belongs to no Gateway']);
    const lost = shop([prefix('/api', 'api')]).filter(({ kind }) => kind !== 'Service');
    expect((await translate(tools, lost)).problems).toEqual([expect.stringMatching(/^HTTPRoute\/api-0-0: ResolvedRefs is False/)]);
  });

  test('judges policies', async () => {
    const route = httpRouteObjects('shop', [prefix('/api', 'api')])[0]!;
    const policy = (kind: string, spec: object): RoutingObject => ({
      apiVersion: 'gateway.envoyproxy.io/v1alpha1',
      kind,
      metadata: { name: 'api', namespace: 'shop' },
      spec: { targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: route.metadata.name }], ...spec },
    });
    const backend = { backendRefs: [{ name: 'api', port: 80 }] };
    const good = policy('SecurityPolicy', { extAuth: { failOpen: false, http: backend } });
    const limit = policy('BackendTrafficPolicy', { circuitBreaker: { maxConnections: 10 } });
    const { problems, judged } = await translate(tools, [...shop([prefix('/api', 'api')]), good, limit]);
    expect(problems).toEqual([]);
    expect(judged).toEqual(['BackendTrafficPolicy/api', 'HTTPRoute/api-0-0', 'SecurityPolicy/api']);
    const bad = policy('SecurityPolicy', { extAuth: { http: { backendRefs: [{ name: 'absent', port: 80 }] } } });
    expect((await translate(tools, [...shop([prefix('/api', 'api')]), bad])).problems).toEqual([
      expect.stringMatching(/^SecurityPolicy\/api: Accepted is False/),
    ]);
  });
});

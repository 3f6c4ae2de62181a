import type { KubernetesObject } from '../../model';
import { allowedMore } from '../../plan/consequences/protection';
import { routeSources } from '../../plan/consequences/route-sources';
import { routesLedBy } from '../../plan/consequences/led-routes';

function object(apiVersion: string, kind: string, name: string, spec: object, annotations: object = {}): KubernetesObject {
  return { apiVersion, kind, metadata: { name, namespace: 'shop', annotations }, spec } as unknown as KubernetesObject;
}

const route = object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'orders-2', {
  parentRefs: [{ name: 'public' }],
  hostnames: ['shop.example'],
  rules: [
    { filters: [{ type: 'ExtensionRef', extensionRef: { kind: 'Middleware', name: 'all' } }], backendRefs: [{ name: 'orders', port: 80 }] },
  ],
});
const middleware = (name: string, spec: object): KubernetesObject => object('traefik.io/v1alpha1', 'Middleware', name, spec);
const policy = (kind: string, target: string, spec: object): KubernetesObject => {
  const [of, name] = target.split('/');
  return object('gateway.envoyproxy.io/v1alpha1', kind, 'any', { targetRefs: [{ kind: of, name }], ...spec });
};

describe('what stands before a route is read from', () => {
  const only = { ipAllowList: { sourceRange: ['10.0.0.0/8'] } };

  test.each([
    [
      'a chain of Middlewares',
      [middleware('all', { chain: { middlewares: [{ name: 'only' }] } }), middleware('only', only)],
      { allowed: [['10.0.0.0/8']] },
    ],
    ['a Middleware with a login', [middleware('all', { forwardAuth: { address: 'http://accounts' } })], { hasLogin: true }],
    [
      'a Middleware that takes headers away',
      [middleware('all', { headers: { customRequestHeaders: { 'X-User': '', 'X-Shop': 'yes' } } })],
      { withoutHeaders: ['x-user'] },
    ],
    ['a policy of the route, under any name', [policy('SecurityPolicy', 'HTTPRoute/orders-2', { jwt: {} })], { hasLogin: true }],
    [
      'a policy of the Gateway that lets in some addresses',
      [
        policy('SecurityPolicy', 'Gateway/public', {
          authorization: { rules: [{ action: 'Allow', principal: { clientCIDRs: ['10.0.0.0/8'] } }] },
        }),
      ],
      { allowed: [['10.0.0.0/8']] },
    ],
    [
      'a policy that lets in all',
      [policy('SecurityPolicy', 'Gateway/public', { authorization: { defaultAction: 'Allow', rules: [] } })],
      { allowed: [] },
    ],
    [
      'policies that count and limit',
      [policy('BackendTrafficPolicy', 'Gateway/public', { rateLimit: {}, requestBuffer: { limit: '1Mi' } })],
      { isCounted: true, hasBodyLimit: true },
    ],
    [
      'listeners of its Gateway',
      [object('gateway.networking.k8s.io/v1', 'Gateway', 'public', { listeners: [{ name: 'web', protocol: 'HTTP' }] })],
      { hasTls: false, isPlain: true },
    ],
    ['nothing', [], { hasTls: undefined, isPlain: undefined, allowed: [], hasLogin: false, isCounted: false }],
  ])('%s', (_title, beside, expected) => {
    expect(routesLedBy(route, routeSources([route, ...beside])).map(({ protection }) => protection)).toEqual([
      expect.objectContaining(expected),
    ]);
  });
});

describe('addresses that one side lets in and the other does not', () => {
  test.each([
    [[], [['10.0.0.0/8']], []],
    [[['10.0.0.0/8']], [], ['any address']],
    [[['10.0.0.0/8']], [['10.1.0.0/16', '10.2.3.4']], []],
    [[['10.1.0.0/16', '203.0.113.7']], [['10.0.0.0/8', '203.0.113.7/32']], ['10.0.0.0/8']],
    [[['10.0.0.0/8'], ['0.0.0.0/0']], [['10.0.0.0/8']], []],
    [[['2001:db8::/32']], [['2001:db8::1', '::/0']], ['::/0']],
  ])('%j and %j: %j', (had, has, more) => {
    expect(allowedMore(had, has)).toEqual(more);
  });
});

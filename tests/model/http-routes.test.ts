import type { Exposure, HttpRoute } from '../../model/blueprint';
import { designPlatform } from '../../model/design';
import { developmentOverlay, plainService, platformOf } from '../support/platform';

const { ingress: _, ...withoutIngress } = developmentOverlay;

/** The ways in of services on a Gateway. */
function exposuresOf(
  services: Readonly<Record<string, object>>,
  more: { readonly gateway?: object; readonly routing?: object } = {},
): readonly Exposure[] {
  const routing = { target: 'gateway', gateway: { name: 'public' }, hosts: ['acme.localhost'], ...more.routing };
  const overlay = { ...withoutIngress, postgres: undefined, redis: undefined, rabbitmq: undefined, routing, gateway: more.gateway };
  return designPlatform(platformOf({ services, overlay })).exposures;
}

const routesOf = (routes: readonly unknown[], more: Parameters<typeof exposuresOf>[1] = {}): readonly HttpRoute[] =>
  exposuresOf({ owners: { ...plainService, routes } }, more).flatMap(({ httpRoutes }) => httpRoutes);
const shapeOf = (routes: readonly HttpRoute[]): unknown[] =>
  routes.map(({ name, rules, hosts }) => [name, rules.map(({ matches }) => matches.length), hosts.length]);
const paths = (count: number): string[] => Array.from({ length: count }, (_path, index) => `/api/v${index}`);

describe('HTTPRoutes', () => {
  test('an Ingress has none', () => {
    const { exposures } = designPlatform(platformOf({ services: { owners: plainService } }));
    expect(exposures.map(({ httpRoutes, policies }) => [httpRoutes, policies])).toEqual([[[], []]]);
  });

  test.each([
    ['one rule for the routes of one backend', paths(3), [['owners', [3], 1]]],
    ['a rule holds 64 matches', paths(65), [['owners', [64, 1], 1]]],
    [
      'an HTTPRoute holds 128 matches',
      paths(129),
      [
        ['owners', [64, 64], 1],
        ['owners-2', [1], 1],
      ],
    ],
    [
      'an HTTPRoute holds 16 rules, and a replaced path is a rule',
      paths(17).map((path) => ({ path, strip: true })),
      [
        ['owners', Array(16).fill(1), 1],
        ['owners-2', [1], 1],
      ],
    ],
    ['a method is a match', [{ path: '/a', methods: ['GET', 'PUT'] }], [['owners', [2], 1]]],
    ['a replaced path and a method are a rule', [{ path: '/a', rewrite: '/b', methods: ['GET', 'PUT'] }], [['owners', [1, 1], 1]]],
  ])('%s', (_title, routes, expected) => {
    expect(shapeOf(routesOf(routes))).toEqual(expected);
  });

  test('hold 16 hosts', () => {
    const hosts = Array.from({ length: 17 }, (_host, index) => `h${index}.acme.localhost`);
    expect(shapeOf(routesOf(['/a'], { routing: { hosts } }))).toEqual([
      ['owners', [1], 16],
      ['owners-2', [1], 1],
    ]);
  });

  test('two ports are two rules, in match order', () => {
    const services = {
      owners: { ...plainService, ports: { admin: { port: 4190 } }, routes: ['/a', { path: '/a/admin', port: 'admin' }, '/a/admin/x'] },
    };
    const [route] = exposuresOf(services).flatMap(({ httpRoutes }) => httpRoutes);
    expect(route!.rules.map(({ matches, backends }) => [matches.map(({ path }) => path), backends])).toEqual([
      [['/a/admin/x', '/a'], [{ name: 'owners', port: 4100, weight: 1 }]],
      [['/a/admin'], [{ name: 'owners', port: 4190, weight: 1 }]],
    ]);
  });

  test.each([
    ['answer preflight requests of the methods that they have', ['GET', 'PUT'], true, ['GET', 'PUT', 'OPTIONS for GET', 'OPTIONS for PUT']],
    ['leave OPTIONS to a service that answers it itself', ['GET', 'OPTIONS'], true, ['GET', 'OPTIONS']],
    ['answer no preflight requests without `cors`', ['GET'], false, ['GET']],
    ['have one match for all methods', undefined, true, ['all']],
  ])('%s', (_title, methods, withCors, expected) => {
    const [route] = routesOf([{ path: '/a', methods, ...(withCors && { cors: { origins: ['*'] } }) }]);
    const says = route!.rules.flatMap(({ matches }) =>
      matches.map(({ method = 'all', preflightOf }) => (preflightOf === undefined ? method : `${method} for ${preflightOf}`)),
    );
    expect(says).toEqual(expected);
  });
});

describe('policies of Envoy Gateway', () => {
  const envoy = { routing: { controller: 'envoy-gateway' } };

  test.each([
    ['none for plain routes', {}, []],
    ['none for a time limit, which the HTTPRoute says', { timeoutSeconds: 5 }, []],
    ['cross-origin requests', { cors: { origins: ['*'] } }, ['SecurityPolicy']],
    ['a limit', { rateLimit: { requests: 1, per: 'second' } }, ['BackendTrafficPolicy']],
    ['retries, also none', { retries: 0 }, ['BackendTrafficPolicy']],
    ['a body', { maxBodyBytes: 1 }, ['BackendTrafficPolicy']],
    ['no limit of a body for WebSockets', { maxBodyBytes: 1, websocket: true }, []],
    ['one pod a client', { sticky: true }, ['BackendTrafficPolicy']],
    ['both', { cors: { origins: ['*'] }, circuitBreaker: { errorPercent: 5 } }, ['SecurityPolicy', 'BackendTrafficPolicy']],
  ])('%s', (_title, features, expected) => {
    const [exposure] = exposuresOf({ owners: { ...plainService, routes: [{ path: '/a', ...features }] } }, envoy);
    expect(exposure!.policies).toEqual(expected);
  });

  test('a login has one, and its open routes have none', () => {
    const services = { owners: { ...plainService, routes: ['/a', { path: '/b', public: true }] } };
    const auth = { forward: { service: 'owners', path: '/verify', headers: ['X-User-Id'] } };
    const exposures = exposuresOf(services, { ...envoy, gateway: { auth } });
    expect(exposures.map(({ name, policies, authBackend, withoutHeaders }) => [name, policies, authBackend, withoutHeaders])).toEqual([
      ['owners', ['SecurityPolicy'], { name: 'owners', port: 4100 }, []],
      ['owners-b', [], undefined, ['X-User-Id']],
    ]);
  });

  test('are not written for other controllers', () => {
    const [exposure] = exposuresOf({ owners: { ...plainService, routes: [{ path: '/a', cors: { origins: ['*'] } }] } });
    expect(exposure!.policies).toEqual([]);
  });
});

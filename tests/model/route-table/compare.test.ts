import {
  buildTable,
  compare,
  type Dialect,
  dialects,
  type RouteConflict,
  type RouteDifference,
  type RouteTable,
  type UnreachableRoute,
  type Witness,
} from '../../../model/route-table';
import { workOf } from '../../support/work';
import { route, table } from './support';

/** A witness in one line: the request, and who answers it in the dialects. */
function line({ request: { method, host, path }, answers }: Witness): string {
  const name = host === 'example.com' ? '' : host;
  return `${method} ${name}${path}: ${[...answers].map(([dialect, { route: found }]) => `${found?.backend ?? 404} on ${dialect}`).join(', ')}`;
}

const differences = (routes: RouteTable, ...of: readonly Dialect[]): string[] => compare(routes, of).differences.map(line);

describe('routes that differ', () => {
  const shop = ['web: /', 'auth: /api/v1/auth', 'authors: /api/v1/authors'];

  test.each<{ of: readonly string[]; between: readonly [Dialect, Dialect]; found: readonly string[] }>([
    { of: shop, between: ['gateway', 'envoy-gateway'], found: [] },
    { of: shop, between: ['gateway', 'nginx'], found: [] },
    {
      of: shop,
      between: ['envoy-gateway', 'traefik'],
      found: ['GET /api/v1/auths: web on envoy-gateway, auth on traefik', 'GET /api/v1/authorsx: web on envoy-gateway, authors on traefik'],
    },
    { of: shop, between: ['ingress', 'traefik-strict'], found: [] },
    // `PathPrefix("/")` is longer than `Path("/login")`.
    {
      of: ['web: /', 'auth: =/login'],
      between: ['gateway', 'traefik-strict'],
      found: ['GET /login: auth on gateway, web on traefik-strict'],
    },
    { of: ['web: /', 'auth: =/api/v1/login'], between: ['gateway', 'traefik-strict'], found: [] },
    { of: ['web: /', 'api: GET /api'], between: ['gateway', 'ingress'], found: ['POST /api: web on gateway, api on ingress'] },
    {
      of: ['read: GET /api', 'v1: /api/v1'],
      between: ['gateway', 'traefik-gateway'],
      found: ['GET /api/v1: v1 on gateway, read on traefik-gateway'],
    },
    {
      of: ['admin: admin.example.com/', 'tenants: *.example.com/'],
      between: ['ingress', 'traefik'],
      found: ['GET admin.example.com/: admin on ingress, tenants on traefik'],
    },
    {
      of: ['tenants: *.example.com/', 'web: /'],
      between: ['gateway', 'ingress'],
      found: ['GET app.www.example.com/: tenants on gateway, web on ingress'],
    },
    {
      of: ['admin: admin.example.com/admin', 'web: /'],
      between: ['gateway', 'nginx'],
      found: ['GET admin.example.com/: web on gateway, 404 on nginx'],
    },
  ])('$of between $between: $found', ({ of, between, found }) => {
    expect(differences(table(...of), ...between)).toEqual(found);
  });

  test('by the route alone, where one backend answers both', () => {
    const { differences: found } = compare(table('api: /', 'api: /api', 'api: =/api/me'), ['gateway', 'traefik']);
    expect(found.map(({ differs, request: { path } }: RouteDifference) => [differs, path])).toEqual([
      ['route', '/apis'],
      ['route', '/api/me'],
    ]);
  });
});

describe('routes of which nothing prefers one', () => {
  const conflictsOf = (routes: RouteTable, ...of: readonly Dialect[]): [string, readonly Dialect[]][] =>
    compare(routes, of).conflicts.map(({ routes: [a, b], request: { method, path }, dialects: where }: RouteConflict) => [
      `${method} ${path}: ${a.backend} ${b.backend}`,
      where,
    ]);

  test.each<{ of: readonly string[]; found: [string, readonly Dialect[]][] }>([
    { of: ['a: /api', 'b: /api'], found: [['GET /api: a b', ['gateway', 'ingress']]] },
    { of: ['a: /api', 'a: /api'], found: [] },
    { of: ['a: /api', 'b: =/api'], found: [] },
    { of: ['a: GET,POST /api', 'b: POST,PUT /api'], found: [['POST /api: a b', ['gateway', 'ingress']]] },
    { of: ['a: GET /api', 'b: POST /api'], found: [['GET /api: a b', ['ingress']]] },
    { of: ['a: example.com/api', 'b: /api'], found: [] },
  ])('$of: $found', ({ of, found }) => {
    expect(conflictsOf(table(...of), 'gateway', 'ingress')).toEqual(found);
  });

  test('since their rules have one length', () => {
    expect(conflictsOf(table('a: /api', 'b: =/api/abcde'), ...dialects)).toEqual([['GET /api/abcde: a b', ['traefik']]]);
  });
});

describe('routes that never answer', () => {
  test.each<{ of: readonly string[]; found: readonly string[] }>([
    { of: ['web: /', 'auth: =/login'], found: ['auth never on traefik: GET /login: auth on gateway, web on traefik, auth on ingress'] },
    {
      of: ['read: GET /api', 'all: /api'],
      found: [],
    },
    {
      of: ['read: GET /api', 'post: POST /api', 'rest: /api'],
      found: [],
    },
    { of: ['web: /', 'a: /api', 'b: =/api/me'], found: ['b never on traefik: GET /api/me: b on gateway, a on traefik, b on ingress'] },
  ])('$of: $found', ({ of, found }) => {
    const { unreachable } = compare(table(...of), ['gateway', 'traefik', 'ingress']);
    expect(unreachable.map((one) => `${one.route.backend} never on ${one.dialects.join(' and ')}: ${line(one)}`)).toEqual(found);
  });

  test('behind routes of all methods that other routes list', () => {
    const { unreachable } = compare(table('prefix: /api', 'exact: =/api', 'web: /'), ['traefik-strict']);
    expect(unreachable.map(({ route: { backend }, request: { path } }: UnreachableRoute) => `${backend} ${path}`)).toEqual(['exact /api']);
  });
});

test('a host that is free stands for any host', () => {
  const routes = table('a: example.com/', 'b: *.example.org/', 'c: /api');
  const [found] = compare(routes, ['gateway', 'ingress']).differences.filter(({ request: { host } }) => host !== 'example.com');
  expect(found?.request.host).toBe('app.www.example.org');
});

test('the work grows in proportion to the routes', () => {
  const tableOf = (count: number): RouteTable =>
    buildTable(
      Array.from({ length: count }, (_, index) =>
        route(
          index === 0
            ? 'web: /'
            : `service-${index % 500}: ${index % 10 === 5 ? 'GET ' : ''}${index % 10 === 3 ? '=' : ''}/api/v${index % 7}/thing-${10_000 + index}`,
          index,
        ),
      ),
    );
  const [few, many] = [tableOf(1000), tableOf(10_000)];
  const [ofFew, ofMany] = [few, many].map((routes) => workOf(() => compare(routes, dialects)));
  expect(ofMany! / ofFew!).toBeLessThan(10.5);
});

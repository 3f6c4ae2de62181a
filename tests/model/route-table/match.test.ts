import { buildTable, type Dialect, dialects, match } from '../../../model/route-table';
import { answer, request, route, table } from './support';

/** What every dialect answers, with the exceptions. */
interface Row {
  readonly of: readonly string[];
  readonly request: string;
  readonly answer: string;
  readonly but?: Readonly<Partial<Record<Dialect, string>>>;
}

const shop = ['web: /', 'owners: /api/v1/owners', 'auth: /api/v1/auth', 'login: =/login'];

const rows: readonly Row[] = [
  { of: shop, request: '/', answer: 'web' },
  { of: shop, request: '', answer: 'web' },
  { of: shop, request: '/api/v1/owners', answer: 'owners' },
  { of: shop, request: '/api/v1/owners/', answer: 'owners' },
  { of: shop, request: '/api/v1/owners/7', answer: 'owners' },
  { of: shop, request: '/api/v1/auth', answer: 'auth' },
  { of: shop, request: '/api/v1/authors', answer: 'web', but: { traefik: 'auth' } },
  { of: shop, request: '/api/v1/authors/7', answer: 'web', but: { traefik: 'auth' } },
  { of: shop, request: '/API/v1/owners', answer: 'web' },
  // Traefik's Ingress provider counts the characters of the rule: `PathPrefix("/")` has one more than `Path("/login")`.
  { of: shop, request: '/login', answer: 'login', but: { traefik: 'web', 'traefik-strict': 'web' } },
  { of: shop, request: '/login/', answer: 'web' },
  { of: shop, request: '/loginx', answer: 'web' },
  { of: ['owners: /api/owners'], request: '/', answer: '404' },
  { of: ['owners: /api/owners'], request: '/api', answer: '404' },
  // Slashes, escapes and dot segments: the specifications leave the path as it is.
  ...[
    { request: '//api/v1/owners', read: 'owners', raw: 'web' },
    { request: '/api//v1/owners', read: 'owners', raw: 'web' },
    { request: '/api/./v1/owners', read: 'owners', raw: 'web' },
    { request: '/x/../api/v1/owners', read: 'owners', raw: 'web' },
    { request: '/api/v1/owners/..', read: 'web', raw: 'owners' },
    { request: '/api/v1/owners/../auth/7', read: 'auth', raw: 'owners' },
    { request: '/api/v1/%6Fwners', read: 'owners', raw: 'web' },
    { request: '/x/%2e%2E/api/v1/owners', read: 'owners', raw: 'web' },
  ].map(({ request, read, raw }) => ({ of: shop, request, answer: read, but: { ingress: raw, gateway: raw } })),
  // An escaped slash separates segments in nginx, and Envoy sends the client there; Traefik keeps it.
  {
    of: shop,
    request: '/api%2Fv1/owners',
    answer: 'web',
    but: { nginx: 'owners', 'ingress-nginx': 'owners', 'envoy-gateway': 'owners' },
  },
  {
    of: shop,
    request: '/api/v1/owners%2f7',
    answer: 'web',
    but: { nginx: 'owners', 'ingress-nginx': 'owners', 'envoy-gateway': 'owners', traefik: 'owners' },
  },
  {
    of: shop,
    request: '/api/v1/owners/..%2fauth',
    answer: 'owners',
    but: { nginx: 'auth', 'ingress-nginx': 'auth', 'envoy-gateway': 'auth' },
  },
  {
    of: shop,
    request: '/../api/v1/owners',
    answer: 'owners',
    but: { ingress: 'web', gateway: 'web', nginx: '400', 'ingress-nginx': '400' },
  },
  {
    of: shop,
    request: '/api/v1/owners/%zz',
    answer: '400',
    but: { ingress: 'owners', gateway: 'owners', 'envoy-gateway': 'owners' },
  },
  {
    of: shop,
    request: '/api/v1/owners/%00',
    answer: 'owners',
    but: { nginx: '400', 'ingress-nginx': '400', 'envoy-gateway': '400' },
  },
  // Exact and prefix.
  { of: ['a: /api', 'b: =/api'], request: '/api', answer: 'b', but: { traefik: 'a', 'traefik-strict': 'a' } },
  { of: ['a: /api', 'b: =/api'], request: '/api/', answer: 'a' },
  { of: ['a: /api', 'b: =/api/me'], request: '/api/me', answer: 'b', but: { traefik: 'a', 'traefik-strict': 'a' } },
  { of: ['a: /api', 'b: =/api/my-self'], request: '/api/my-self', answer: 'b', but: { 'traefik-strict': 'a' } },
  { of: ['a: /', 'b: =/'], request: '/', answer: 'b', but: { traefik: 'a', 'traefik-strict': 'a' } },
  { of: ['a: /api', 'b: /api/v1', 'c: /api/v1/x'], request: '/api/v1/y', answer: 'b' },
  // Methods: an Ingress has none.
  { of: ['web: /', 'read: GET,HEAD /api'], request: 'GET /api', answer: 'read' },
  { of: ['web: /', 'read: GET,HEAD /api'], request: 'POST /api', answer: 'web', but: withoutMethods('read') },
  { of: ['all: /api', 'read: GET /api'], request: 'GET /api', answer: 'read', but: withoutMethods('all') },
  // Traefik's Gateway provider takes a method for ten characters.
  { of: ['read: GET /api', 'b: /api/v1'], request: 'GET /api/v1', answer: 'b', but: { 'traefik-gateway': 'read' } },
  { of: ['read: GET /api', 'b: /api/version-12'], request: 'GET /api/version-12', answer: 'b' },
  // Hosts.
  { of: ['a: a.example.com/', 'any: /'], request: 'A.example.com:8080/', answer: 'a' },
  { of: ['a: a.example.com/', 'any: /'], request: 'a.example.com./', answer: 'a', but: { 'envoy-gateway': 'any' } },
  {
    of: ['wild: *.example.com/', 'any: /'],
    request: 'a.example.com./',
    answer: 'wild',
    but: { traefik: 'any', 'traefik-strict': 'any', 'traefik-gateway': 'any', 'envoy-gateway': 'any' },
  },
  { of: ['a: a.example.com/', 'any: /'], request: 'b.example.com/', answer: 'any' },
  { of: ['wild: *.example.com/', 'any: /'], request: 'a.example.com/', answer: 'wild' },
  { of: ['wild: *.example.com/', 'any: /'], request: 'example.com/', answer: 'any' },
  {
    of: ['wild: *.example.com/', 'any: /'],
    request: 'a.b.example.com/',
    answer: 'any',
    but: { gateway: 'wild', nginx: 'wild', 'traefik-gateway': 'wild', 'envoy-gateway': 'wild' },
  },
  {
    of: ['a: a.example.com/x', 'any: /'],
    request: 'a.example.com/y',
    answer: '404',
    but: { gateway: 'any', traefik: 'any', 'traefik-strict': 'any', 'traefik-gateway': 'any' },
  },
  // Of two hosts that both match, Traefik prefers the longer rule, whichever host it has.
  {
    of: ['a: a.example.com/', 'wild: *.example.com/'],
    request: 'a.example.com/',
    answer: 'a',
    but: { traefik: 'wild', 'traefik-strict': 'wild' },
  },
  {
    of: ['a: a.example.com/', 'any: /a-long-path/of-many-segments/x'],
    request: 'a.example.com/a-long-path/of-many-segments/x',
    answer: 'a',
    but: { traefik: 'any', 'traefik-strict': 'any', 'traefik-gateway': 'any' },
  },
];

/** What the dialects of the Ingress answer. */
function withoutMethods(backend: string): NonNullable<Row['but']> {
  return { ingress: backend, 'ingress-nginx': backend, traefik: backend, 'traefik-strict': backend };
}

describe.each(dialects)('the dialect %s', (dialect) => {
  test.each(rows)('answers $request of $of', ({ of, request: text, answer: expected, but }) => {
    expect(answer(table(...of), text, dialect)).toBe(but?.[dialect] ?? expected);
  });
});

describe('routes between which nothing decides', () => {
  test('the first of the table answers, and the others are named', () => {
    const { route: first, tied } = match(table('b: /api', 'a: /api', 'c: /api/v1'), request('/api/x'), 'gateway');
    expect([first?.backend, ...tied.map(({ backend }) => backend)]).toEqual(['b', 'a']);
  });

  test('rules of one length are such routes to Traefik', () => {
    const { route: first, tied } = match(table('a: /api', 'b: =/api/abcde'), request('/api/abcde'), 'traefik');
    expect([first?.backend, ...tied.map(({ backend }) => backend)]).toEqual(['a', 'b']);
  });

  test('a route that asks for headers is preferred where headers are known', () => {
    const routes = buildTable([route('a: /'), { ...route('b: /', 1), headers: [{ name: 'Version', value: '2' }] }]);
    const answers = [{ version: '2' }, { VERSION: '2' }, { version: '1' }, {}].map(
      (headers) => match(routes, { ...request('/'), headers }, 'gateway').route?.backend,
    );
    expect(answers).toEqual(['b', 'b', 'a', 'a']);
  });
});

import { objectsOf, plainService, platformOf, productionOverlay } from '../support/platform';

const { ingress: _, ...overlay } = productionOverlay;
const hosts = ['acme.example.com'];
const traefik = { className: 'traefik', hosts, tls: { secretName: 'acme-tls' } };
const envoy = {
  target: 'gateway',
  controller: 'envoy-gateway',
  className: 'eg',
  gateway: { name: 'acme', emit: true },
  hosts,
  tls: { secretName: 'acme-tls' },
};
const kinds = new Set(['Ingress', 'HTTPRoute', 'Middleware', 'SecurityPolicy', 'BackendTrafficPolicy']);

/** The objects of the ways in of services, by hostname. */
function waysIn(
  services: Readonly<Record<string, readonly unknown[]>>,
  routing: object,
  gateway: object = {},
): ReturnType<typeof objectsOf> {
  const entries = Object.entries(services).map(([hostname, routes]) => [hostname, { ...plainService, hostname, label: hostname, routes }]);
  const platform = platformOf({
    services: Object.fromEntries(entries) as object as never,
    manifest: { gateway },
    overlay: { ...overlay, routing },
    environment: 'prod',
  });
  return objectsOf(platform).filter(({ kind }) => kinds.has(kind));
}

const paths = Array.from({ length: 140 }, (_path, index) => `/p${index}`);
const more = { timeoutSeconds: 5 };

describe('no two objects of the ways in have one name', () => {
  test.each<[title: string, services: Readonly<Record<string, readonly unknown[]>>, routing: object]>([
    [
      'routes of one path',
      {
        web: [
          '/',
          ...['GET', 'POST', 'PUT', 'DELETE'].map((method, index) => ({ path: '/x', methods: [method], timeoutSeconds: index + 1 })),
        ],
      },
      envoy,
    ],
    ['a part of an HTTPRoute and a route', { web: [...paths, { path: '/2', ...more }] }, envoy],
    ['a part of an HTTPRoute and a service', { web: paths, 'web-2': ['/web'] }, envoy],
    ['the redirect of a Gateway and a service', { web: ['/'], 'acme-redirect': ['/r'] }, envoy],
    [
      'a part of that redirect and a service',
      { web: ['/'], 'acme-redirect-2': ['/r'] },
      { ...envoy, hosts: Array.from({ length: 20 }, (_host, index) => `h${index}.example.com`) },
    ],
    ['the redirect of Traefik and a service', { web: ['/'], 'acme-redirect': ['/r'] }, traefik],
    [
      'the redirect of one more service and a service',
      { web: ['/'], admin: ['/'], 'acme-redirect-admin': ['/r'] },
      { ...traefik, hosts: [...hosts, { host: 'admin.example.com', services: ['admin'] }] },
    ],
  ])('%s', (_title, services, routing) => {
    const names = waysIn(services, routing).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(names.length).toBeGreaterThan(1);
    expect([...new Set(names)]).toEqual(names);
  });
});

test.each([
  ['the catch-all, whose Ingress is called like the product', 'web', '/'],
  ['a service that is called like the product', 'acme', '/x'],
])('what %s asks for is not that of all routes', (_title, hostname, path) => {
  const rateLimit = (requests: number): object => ({ requests, per: 'minute' });
  const objects = waysIn({ [hostname]: [{ path, rateLimit: rateLimit(10) }], files: ['/files'] }, traefik, { rateLimit: rateLimit(600) });
  const limitOf = (name: string): unknown => {
    const chain = objects.find(({ kind, metadata }) => kind === 'Ingress' && metadata.name === name)?.metadata.annotations as Record<
      string,
      string
    >;
    const [middleware] = chain['traefik.ingress.kubernetes.io/router.middlewares']!.split(',').map((item) =>
      item.replace(/^acme-|@kubernetescrd$/g, ''),
    );
    return (
      objects.find(({ kind, metadata }) => kind === 'Middleware' && metadata.name === middleware) as unknown as {
        spec: { rateLimit: { average: number } };
      }
    ).spec.rateLimit.average;
  };
  expect([limitOf('acme'), limitOf('files')]).toEqual([10, 600]);
});

import type { Exposure } from '../../model/blueprint';
import { designPlatform } from '../../model/design';
import { explainRoute } from '../../reports';
import { compiledOf, developmentOverlay, plainService, platformOf } from '../support/platform';

const { ingress: _, ...withoutIngress } = developmentOverlay;
const services = {
  owners: { ...plainService, routes: ['/api/v1/owners', { path: '/api/v1/events', websocket: true }] },
  quotes: { ...plainService, hostname: 'quotes', protocol: 'grpc', routes: ['/acme.Quotes'], ports: { web: { port: 4190 } } },
};
const manifest = { gateway: { maxBodyBytes: '10Mi' } };
const waysIn = {
  Traefik: { className: 'traefik' },
  'Traefik, by HTTPRoutes': { target: 'gateway', controller: 'traefik', gateway: { name: 'public' } },
  'Envoy Gateway': { target: 'gateway', controller: 'envoy-gateway', gateway: { name: 'public' } },
  'ingress-nginx': { className: 'nginx', controller: 'nginx' },
} as const;

const inputWith = (wayIn: object) => ({
  services,
  manifest,
  overlay: {
    ...withoutIngress,
    postgres: undefined,
    redis: undefined,
    rabbitmq: undefined,
    routing: { hosts: ['acme.localhost'], ...wayIn },
  },
});

/** The paths of exposures of which something limits bodies. */
function limited(exposures: readonly Exposure[]): string[] {
  return exposures
    .filter(
      ({ middlewares, policies, features, annotations }) =>
        middlewares.some(({ does }) => does.kind === 'body-limit') ||
        (policies.includes('BackendTrafficPolicy') && features.maxBodyBytes !== undefined) ||
        Object.hasOwn(annotations, 'nginx.ingress.kubernetes.io/proxy-body-size'),
    )
    .flatMap(({ routes }) => routes.map(({ path }) => path));
}

// Traefik holds the answer back until it is whole, too; both wait for the end of a call that streams.
test.each(['Traefik', 'Traefik, by HTTPRoutes', 'Envoy Gateway'] as const)(
  '%s reads no body whole on routes that do not end or speak gRPC',
  (wayIn) => {
    const { exposures } = designPlatform(platformOf(inputWith(waysIn[wayIn])));
    expect(limited(exposures)).toEqual(['/api/v1/owners']);
  },
);

test('ingress-nginx counts the body as it comes, and limits it everywhere', () => {
  const { exposures } = designPlatform(platformOf(inputWith(waysIn['ingress-nginx'])));
  expect(limited(exposures).sort()).toEqual(['/acme.Quotes', '/api/v1/events', '/api/v1/owners']);
});

test('a route to a port of gRPC shares no object with one that has a limit', () => {
  const mixed = {
    ...services,
    quotes: { ...services.quotes, routes: ['/acme.Quotes', { path: '/quotes', port: 'web' }] },
  };
  const { exposures } = designPlatform(platformOf({ ...inputWith(waysIn.Traefik), services: mixed }));
  expect(limited(exposures)).toEqual(['/api/v1/owners', '/quotes']);
});

test('one Ingress for all routes keeps those without a limit apart', () => {
  const input = inputWith({});
  const { routing: _routing, ...overlay } = input.overlay;
  const { exposures } = designPlatform(
    platformOf({ ...input, overlay: { ...overlay, ingress: { className: 'traefik', host: 'acme.localhost' } } }),
  );
  expect(limited(exposures)).toEqual(['/api/v1/owners']);
});

test('explain says why a route has none', () => {
  const compiled = compiledOf(inputWith(waysIn.Traefik));
  const limitAt = (path: string) =>
    explainRoute(compiled, { method: 'GET', host: 'acme.localhost', path }).features.find(({ name }) => name === 'maxBodyBytes');
  expect(limitAt('/api/v1/owners')?.how).toBe('Middleware `buffering`');
  for (const path of ['/api/v1/events', '/acme.Quotes/Get'])
    expect(limitAt(path)).toMatchObject({ how: undefined, note: expect.stringContaining('does not end') as string });
});

import { differingRoutes } from '../../../model/across/differing-routes';
import { plainService, platformOf, productionOverlay } from '../../support/platform';
import { wordingOf } from '../../support/wording';

const traefik = { className: 'traefik', hosts: ['acme.example.com'] };
const envoy = { target: 'gateway', controller: 'envoy-gateway', gateway: { name: 'edge' }, hosts: ['acme.example.com'] };

function found(routes: Readonly<Record<string, readonly unknown[]>>, routings: readonly (object | undefined)[]): string[] {
  const { ingress: _, ...overlay } = productionOverlay;
  const services = Object.fromEntries(
    Object.entries(routes).map(([name, list], index) => [name, { ...plainService, hostname: name, port: 4000 + index, routes: list }]),
  );
  const platforms = routings.map((routing, index) =>
    platformOf({ services, environment: ['dev', 'staging', 'prod'][index]!, overlay: { ...overlay, ...(routing && { routing }) } }),
  );
  return differingRoutes(platforms).map((finding) => wordingOf(finding).message);
}

const nested = { api: ['/api/v1'], auth: ['/api/v1/auth', '/api/v1/users'], web: ['/'] };

test('says a request that two environments answer by different services', () => {
  expect(found(nested, [traefik, envoy])).toEqual([
    '`GET /api/v1/auths` reaches `auth` in dev (Traefik) and `api` in staging (Envoy Gateway); so it is with 1 other request',
  ]);
});

test.each([
  ['one controller reads the routes in both', nested, [traefik, traefik]],
  ['only the catch-all would answer elsewhere', { auth: ['/api/v1/auth'], web: ['/'] }, [traefik, envoy]],
  ['one has no way in', nested, [undefined, envoy]],
  ['the last one has no way in', nested, [traefik, undefined]],
  ['one service has all of them', { api: ['/api/v1', '/api/v1/auth'] }, [traefik, envoy]],
])('is silent where %s', (_, routes, routings) => {
  expect(found(routes, routings)).toEqual([]);
});

test('each environment is compared with the last one', () => {
  expect(found(nested, [traefik, envoy, traefik])).toHaveLength(1);
  expect(found(nested, [traefik, traefik, envoy])).toHaveLength(2);
});

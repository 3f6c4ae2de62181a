import type { Diagnostic } from '../../../diagnostics';
import { checkAcross } from '../../../model/across/check-across';
import { compiledOf, developmentOverlay, plainService, type PlatformInput } from '../../support/platform';

const { ingress: _, ...withoutIngress } = developmentOverlay;

/** A platform of one service in a namespace, behind Traefik. */
function platform(
  namespace: string,
  hostname: string,
  more: { readonly routing?: object; readonly entry?: object; readonly environment?: string } = {},
) {
  const overlay = {
    ...withoutIngress,
    namespace,
    routing: { className: 'traefik', hosts: [`${namespace}.localhost`], ...more.routing },
  };
  const services = { [hostname]: { ...plainService, hostname, routes: ['/api'], ...more.entry } };
  return { services, overlay, environment: more.environment ?? 'dev' } as PlatformInput;
}

function found(...inputs: PlatformInput[]): Pick<Diagnostic, 'code' | 'severity' | 'args'>[] {
  return checkAcross([], inputs.map(compiledOf)).filter(({ code }) => code === 'traefik-name-shared');
}

const limited = { routes: [{ path: '/api', retries: 2 }] };

test('Kubernetes Services of two namespaces with one name in Traefik', () => {
  const [finding, ...others] = found(platform('shop', 'eu-web'), platform('shop-eu', 'web'));
  expect(finding).toMatchObject({
    severity: 'error',
    args: { kind: 'Kubernetes Service', name: 'shop-eu-web-http', namespace: 'shop-eu' },
  });
  expect(others).toEqual([]);
});

test('of environments with different names, which may be in two clusters: a warning', () => {
  const [finding] = found(platform('shop', 'eu-web'), platform('shop-eu', 'web', { environment: 'test' }));
  expect(finding?.severity).toBe('warning');
});

test('two ports of one namespace', () => {
  const services = {
    orders: { ...plainService, hostname: 'orders', ports: { 'api-web': { port: 4190 } }, routes: [{ path: '/a', port: 'api-web' }] },
    'orders-api': { ...plainService, hostname: 'orders-api', ports: { web: { port: 4190 } }, routes: [{ path: '/b', port: 'web' }] },
  };
  const [finding] = found({ ...platform('shop', 'orders'), services });
  expect(finding).toMatchObject({ severity: 'error', args: { name: 'shop-orders-api-web' } });
});

test('Middlewares, also by HTTPRoutes', () => {
  const gateway = { target: 'gateway', controller: 'traefik', className: undefined, gateway: { name: 'public', namespace: 'gateways' } };
  const [finding] = found(
    platform('shop', 'eu-web', { routing: gateway, entry: limited }),
    platform('shop-eu', 'web', { routing: gateway, entry: limited }),
  );
  expect(finding).toMatchObject({ args: { kind: 'Middleware', name: 'shop-eu-web-retry' } });
});

test.each([
  ['other names', [platform('shop', 'web'), platform('shop-eu', 'web')]],
  ['one namespace in two clusters', [platform('shop', 'web'), platform('shop', 'web', { environment: 'test' })]],
  ['another class', [platform('shop', 'eu-web'), platform('shop-eu', 'web', { routing: { className: 'traefik-internal' } })]],
  [
    'another controller',
    [
      platform('shop', 'eu-web', { routing: { controller: 'nginx', className: 'nginx' } }),
      platform('shop-eu', 'web', { routing: { controller: 'nginx', className: 'nginx' } }),
    ],
  ],
  ['no route', [platform('shop', 'eu-web', { entry: { routes: [] } }), platform('shop-eu', 'web')]],
  [
    'HTTPRoutes without Middlewares',
    [
      platform('shop', 'eu-web', {
        routing: { target: 'gateway', controller: 'traefik', className: undefined, gateway: { name: 'public' } },
      }),
      platform('shop-eu', 'web', {
        routing: { target: 'gateway', controller: 'traefik', className: undefined, gateway: { name: 'public' } },
      }),
    ],
  ],
] as const)('no finding: %s', (_title, inputs) => expect(found(...inputs)).toEqual([]));

import { checked } from '../support/platform';
import { platformOf, shop, withValues } from '../support/shop';
import { workOf } from '../support/work';

const routes = ['/', '/api/v1/accounts', '/api/v1/orders', '/api/v1/orders/archive', '/api/v1/prices', '/login', '/api/v2'];

/** The shop with seven routes of each service at many hosts, of which some are wildcards. */
function shopAt(amount: number, controller: 'none' | 'traefik'): ReturnType<typeof shop> {
  const hosts = Array.from({ length: amount }, (_, index) => `${index % 2 === 1 ? '*.' : ''}t${1000 + index}.acme.example`);
  return withValues(shop('prod'), {
    'overlay.ingress': undefined,
    'overlay.routing': { className: 'public', controller, hosts, tls: { secretName: 'shop-tls' } },
    ...Object.fromEntries(
      ['accounts', 'orders', 'pricing', 'storefront'].map((key) => [
        `registry.${key}.routes`,
        routes.map((path) => ({ path: `/${key}${path === '/' ? '' : path}`, match: path === '/login' ? 'exact' : 'prefix' })),
      ]),
    ),
  });
}

test.each(['none', 'traefik'] as const)('the work of resolving and checking routes does not multiply hosts: %s', (controller) => {
  const work = (amount: number): number => {
    const input = shopAt(amount, controller);
    return workOf(() => checked(platformOf(input, 'prod')));
  };
  work(20);
  const [few, many] = [work(20), work(220)];
  // Each host is looked at some times; the routes are compared at one of them.
  const perHost = (many - few) / 200;
  expect(perHost).toBeLessThan(few / 100);
});

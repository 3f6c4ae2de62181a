import fc from 'fast-check';
import { compare, buildTable, dialects, type TableRoute } from '../../../../model/route-table';
import { plainService, platformOf, productionOverlay } from '../../../support/platform';
import { routeAnswers } from '../../../../model/rules/facts/route-answers';

const segment = fc.constantFrom('a', 'ab', 'abc', 'b', 'api', 'v1');
const path = fc.oneof(
  fc.constant('/'),
  fc.array(segment, { minLength: 1, maxLength: 3 }).map((segments) => `/${segments.join('/')}`),
);
const plainTable = fc
  .uniqueArray(fc.record({ path, host: fc.constantFrom('x.test', 'y.x.test'), backend: fc.constantFrom('one', 'two', 'three') }), {
    selector: ({ path: at, host }) => `${host}${at}`,
    maxLength: 12,
  })
  .map((routes) => routes.map((route, index): TableRoute => ({ ...route, id: `${index}`, match: 'prefix', methods: undefined })));

test('a table of prefixes of all methods has nothing but what characters make, so that it need not be asked', () => {
  fc.assert(
    fc.property(plainTable, (routes) => {
      const { conflicts, unreachable, differences } = compare(buildTable(routes), dialects);
      expect({ conflicts, unreachable }).toEqual({ conflicts: [], unreachable: [] });
      for (const { request, answers } of differences)
        expect([...answers.values()].some(({ route }) => route !== undefined && !`${request.path}/`.startsWith(`${route.path}/`))).toBe(
          true,
        );
    }),
    { numRuns: 200 },
  );
});

test('a route at several hosts is found once', () => {
  const { ingress: _, ...overlay } = productionOverlay;
  const routing = { className: 'traefik', hosts: ['a.example.com', 'b.example.com'] };
  const services = {
    api: { ...plainService, routes: [{ path: '/buy', match: 'exact' }, '/same'] },
    web: { ...plainService, hostname: 'web', port: 3000, routes: ['/', '/same'] },
  };
  const { silent, undecided } = routeAnswers(platformOf({ services, overlay: { ...overlay, routing } }));
  expect(silent.map(({ route, preferred, dialects: of }) => [route.path, preferred.path, of])).toEqual([
    ['/buy', '/', ['traefik', 'traefik-strict']],
  ]);
  expect(undecided.map(({ routes }) => routes.map(({ service }) => service))).toEqual([['api', 'web']]);
});

const { ingress: _ingress, ...withoutIngress } = productionOverlay;
const answersAt = (routing: object, routes: Record<string, unknown[]>, edge: object = {}): ReturnType<typeof routeAnswers> => {
  const services = Object.fromEntries(
    Object.entries(routes).map(([key, of], index) => [key, { ...plainService, hostname: key, port: 4000 + index, routes: of }]),
  );
  const platform = platformOf({ services, overlay: { ...withoutIngress, routing } });
  return routeAnswers({ ...platform, edge: { ...platform.edge, ...edge } });
};
const told = ({ silent }: ReturnType<typeof routeAnswers>): string[] =>
  silent.map(({ route, host, preferred }) => `${route.service} ${route.path} at ${host ?? 'all'}: ${preferred.service} ${preferred.path}`);

test('a route at a wildcard and at a host under it is not in its own way, and what else is wrong with it is found', () => {
  const routing = { className: 'traefik', hosts: ['*.example.com', 'shop.example.com'] };
  const auth = { kind: 'forward', service: 'auth', path: '/v', headers: [] };
  const routes = { api: [{ path: '/public', public: true }, '/'], auth: [] };
  const found = answersAt(routing, routes, { auth });
  expect(told(found)).toEqual([]);
  expect(found.logins.map(({ open, closed }) => [open.path, closed.path])).toEqual([['/public', '/']]);
});

test('a route of all methods answers beside one of some methods at both hosts', () => {
  const routing = {
    target: 'gateway',
    controller: 'traefik',
    gateway: { name: 'tr', namespace: 'traefik' },
    hosts: ['*.example.com', 'w.example.com'],
  };
  expect(told(answersAt(routing, { api: [{ path: '/x', methods: ['GET'] }], web: ['/x'] }))).toEqual([]);
});

test('a route that is lost at one of its hosts is found there, and answers at the other', () => {
  const hosts = ['*.example.com', { host: 'shop.example.com', name: 'shop' }, { host: 'example.org', name: 'org' }];
  const routes = { api: [{ path: '/a', hosts: ['shop', 'org'] }], web: ['/'] };
  expect(told(answersAt({ className: 'traefik', hosts }, routes))).toEqual(['api /a at shop.example.com: web /']);
});

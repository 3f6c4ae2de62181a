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

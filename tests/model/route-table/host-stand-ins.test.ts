import fc from 'fast-check';
import {
  buildTable,
  dialects,
  hostStandIns,
  match,
  probes,
  type RouteTable,
  type TableRequest,
  type TableRoute,
} from '../../../model/route-table';

const names = ['a.com', 'x.a.com', 'y.a.com', 'long.a.com', 'b.com', 'x.b.com', 'y.b.com', 'www.x.a.com', 'www.x.b.com', 'c.org', 'd.org'];
const lists = fc.uniqueArray(fc.constantFrom('', '*.a.com', '*.b.com', '*.x.a.com', '*.x.b.com', '*.com', ...names), {
  minLength: 1,
  maxLength: 7,
});

/** Routes at several hosts each; some have their hosts in common, as one array. */
const declared = fc.uniqueArray(lists, { minLength: 1, maxLength: 3 }).chain((ofRoutes) =>
  fc.array(
    fc.record({
      hosts: fc.constantFrom(...ofRoutes),
      backend: fc.constantFrom('web', 'auth'),
      path: fc.constantFrom('/', '/api', '/api/v1', '/apis'),
      match: fc.constantFrom('prefix' as const, 'exact' as const),
      methods: fc.constantFrom(undefined, ['GET']),
    }),
    { minLength: 1, maxLength: 6 },
  ),
);

type Declared = typeof declared extends fc.Arbitrary<infer T> ? T : never;

function tableOf(routes: Declared, hostsOf: (hosts: readonly string[]) => readonly string[], all?: ReadonlySet<string>): RouteTable {
  return buildTable(
    routes.flatMap(({ hosts, ...route }, index) => hostsOf(hosts).map((host): TableRoute => ({ ...route, host, id: String(index) }))),
    all,
  );
}

/** The answers of all dialects, by the declared routes. */
const answersOf = (table: RouteTable, request: TableRequest): string =>
  dialects.map((dialect) => match(table, request, dialect).route?.id ?? '').join(' ');

test('a table of stand-ins has each combination of answers that the whole table has, and no other', () => {
  fc.assert(
    fc.property(declared, fc.constantFrom(...names, 'new.a.com', 'n.e.w.b.com', 'other.net'), (routes, host) => {
      const whole = tableOf(routes, (hosts) => hosts);
      const standIns = hostStandIns(routes.map(({ hosts }) => hosts));
      const reduced = tableOf(routes, standIns.of, standIns.hosts);
      const asked = [...probes(reduced)];
      const known = new Set(asked.map((request) => answersOf(reduced, request)));
      for (const request of asked) expect([request, answersOf(whole, request)]).toEqual([request, answersOf(reduced, request)]);
      for (const path of ['/', '/api', '/api/v1', '/apis', '/api/x', '/apix', '/api/v1x']) {
        for (const method of ['GET', 'POST']) {
          const answers = answersOf(whole, { method, host, path });
          if (answers.trim() !== '') expect([...known]).toContain(answers);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('hosts with the same routes have one stand-in, also where each has a wildcard of its own', () => {
  const hosts = Array.from({ length: 90 }, (_, index) => index + 10).flatMap((index) => [`*.t${index}.com`, `admin.t${index}.com`]);
  const services = [hosts, hosts.filter((host) => !host.startsWith('*'))];
  const standIns = hostStandIns(services);
  expect(services.map(standIns.of)).toEqual([['*.t10.com', 'admin.t10.com'], ['admin.t10.com']]);
  expect(standIns.hosts.size).toBe(180);
});

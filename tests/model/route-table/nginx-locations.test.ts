import fc from 'fast-check';
import { buildTable, match, type NginxLocation, nginxLocations, type TableRequest, type TableRoute } from '../../../model/route-table';
import { requests, routes } from './arbitraries';
import { table } from './support';

const text = ({ host, exact, path, methods, otherwise }: NginxLocation): string => {
  const ofMethods = [...methods].map(([method, route]) => `${method} ${route?.backend ?? 404}, `);
  return `${host} ${exact ? '= ' : ''}${path} { ${ofMethods.join('')}${otherwise?.backend ?? 404} }`.trim();
};

test('a prefix is a pair of locations, an exact path one', () => {
  const found = nginxLocations(
    table('web: /', 'owners: /api/owners', 'login: =/login', 'read: GET /api/owners', 'admin: admin.example.com/'),
  );
  expect(found.map(text)).toEqual([
    '/ { web }',
    '= /api/owners { GET read, owners }',
    '/api/owners/ { GET read, owners }',
    '= /login { login }',
    'admin.example.com / { admin }',
  ]);
});

test('a method that no route of the path takes goes to a shorter one, or is not found', () => {
  expect(nginxLocations(table('api: POST /api', 'read: GET /api/x')).map(text)).toEqual([
    '= /api { POST api, 404 }',
    '/api/ { POST api, 404 }',
    '= /api/x { POST api, GET read, 404 }',
    '/api/x/ { POST api, GET read, 404 }',
  ]);
});

/** nginx's own way: the server by its name, then the exact location, then the longest that the path starts with. */
function nginxAnswer(locations: readonly NginxLocation[], { host, method, path }: TableRequest): TableRoute | undefined {
  const names = [...new Set(locations.map((location) => location.host))];
  const wildcards = names.filter((name) => name.startsWith('*.') && host.endsWith(name.slice(1))).sort((a, b) => b.length - a.length);
  const server = names.includes(host) ? host : (wildcards[0] ?? '');
  const here = locations.filter((location) => location.host === server);
  const [longest] = here.filter(({ exact, path: start }) => !exact && path.startsWith(start)).sort((a, b) => b.path.length - a.path.length);
  const location = here.find(({ exact, path: whole }) => exact && path === whole) ?? longest;
  return location?.methods.has(method) === true ? location.methods.get(method) : location?.otherwise;
}

test('nginx finds by them what the table says', () => {
  fc.assert(
    fc.property(routes, requests, (all, request) => {
      const routeTable = buildTable(all);
      expect(nginxAnswer(nginxLocations(routeTable), request)).toBe(match(routeTable, request, 'nginx').route);
    }),
    { numRuns: 1000 },
  );
});

import { match } from '../../../../model/route-table';
import { isOpen, tableOfPlatform } from '../../../../model/edge/table';
import type { Platform } from '../../../../model';
import { plainService, platformOf, productionOverlay } from '../../../support/platform';
import { escapedLogins } from '../../../../model/rules/facts/escaped-logins';

const { ingress: _, ...overlay } = productionOverlay;
const nginx = { className: 'nginx', controller: 'nginx', acceptEndOfLife: true };

function platformWith(routes: unknown[], hosts: unknown[] = ['a.example.com'], more: object = {}): Platform {
  const services = { api: { ...plainService, routes, ...more } };
  const platform = platformOf({ services, overlay: { ...overlay, routing: { ...nginx, hosts } } });
  return {
    ...platform,
    edge: { ...platform.edge, auth: { kind: 'forward', service: 'auth', path: '/v', headers: [] } },
  } as unknown as Platform;
}

const open = (path: string, more: object = {}): object => ({ path, public: true, ...more });

test.each<[string, unknown[], unknown[] | undefined, string[]]>([
  ['at the root', ['/', open('/public')], undefined, ['/: a.example.com/users/..%2fpublic by /public']],
  [
    'at the root, beside a path alone',
    ['/', open('/healthz', { match: 'exact' })],
    undefined,
    ['/: a.example.com/users/..%2fhealthz by /healthz'],
  ],
  ['at the root, with a route for users', ['/', open('/users')], undefined, ['/: a.example.com/usersx/..%2fusers by /users']],
  [
    'at each route',
    ['/a', '/b/c', open('/public')],
    undefined,
    ['/a: a.example.com/a/..%2fpublic by /public', '/b/c: a.example.com/b/c/..%2f..%2fpublic by /public'],
  ],
  ['at a path alone', [{ path: '/a', match: 'exact' }, open('/public')], undefined, []],
  [
    'at another host, where the service gets the path all the same',
    [{ path: '/admin', hosts: ['adm'] }, open('/public')],
    ['a.example.com', { host: 'adm.example.com', name: 'adm' }],
    ['/admin: a.example.com/admin/..%2fpublic by /public'],
  ],
  [
    'at another host, where the path is open as it stands',
    [{ path: '/admin', hosts: ['adm'] }, open('/')],
    ['a.example.com', { host: 'adm.example.com', name: 'adm' }],
    [],
  ],
  ['at a wildcard', ['/a', open('/')], ['*.example.com'], ['/a: www.example.com/a/..%2f by /']],
])('a login is gone around %s', (_title, routes, hosts, found) => {
  const platform = platformWith(routes, hosts);
  const { table, sources } = tableOfPlatform(platform);
  const escaped = escapedLogins(platform);
  expect(escaped.map(({ closed, open: by, request: { host, path } }) => `${closed.path}: ${host}${path} by ${by.path}`)).toEqual(found);
  // As `cadastre explain route` has it.
  for (const { request, open: by } of escaped) {
    const { route } = match(table, request, 'ingress-nginx');
    expect(route && sources.get(route)).toBe(by);
    expect(isOpen(by, platform.edge)).toBe(true);
  }
});

test('an open route to another port of the service opens nothing', () => {
  const ports = { admin: { port: 9000 } };
  expect(escapedLogins(platformWith([open('/login', { port: 'admin' }), '/me'], undefined, { ports }))).toEqual([]);
});

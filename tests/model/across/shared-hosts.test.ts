import { checkAcross } from '../../../model/across/check-across';
import { compiledOf, developmentOverlay, plainService, type PlatformInput } from '../../support/platform';

const { ingress: _, development: __, ...withoutIngress } = developmentOverlay;

/** A platform of one service at hosts that others have, too, outside development: plain HTTP is led to HTTPS. */
function platform(product: string, routes: readonly unknown[], hosts = ['acme.example', 'www.acme.example']): PlatformInput {
  const overlay = {
    ...withoutIngress,
    secrets: { provider: 'existing' },
    namespace: product,
    routing: { className: 'traefik', hosts, tls: { secretName: 'acme-tls' } },
  };
  return {
    product,
    services: { [product]: { ...plainService, hostname: product, routes } },
    overlay,
    environment: 'prod',
  } as PlatformInput;
}

/** The findings about shared hosts, in short: code, host and paths. */
function found(...inputs: PlatformInput[]): string[] {
  return checkAcross([], inputs.map(compiledOf))
    .filter(({ code }) => code === 'host-shared' || code === 'host-shadowed')
    .map(({ code, args }) => {
      const { host, path, route, shorter } = args as Record<string, string>;
      return `${code} ${host} ${path ?? `${route} under ${shorter}`}`;
    });
}

test.each<[string, readonly unknown[], readonly unknown[], readonly string[]]>([
  ['two APIs beside each other, and the redirect to HTTPS of each', ['/a'], ['/b'], []],
  ['the catch-all, which is there to be taken from', ['/'], ['/b', '/b/c'], []],
  ['the same characters and no whole segment', ['/api'], ['/apis'], []],
  ['a path under a path alone', [{ path: '/a', match: 'exact' }], ['/a/b'], []],
  ['equal paths', ['/a'], ['/a'], ['host-shared acme.example /a', 'host-shared www.acme.example /a']],
  ['a longer prefix', ['/a'], ['/a/b'], ['host-shadowed acme.example /a/b under /a', 'host-shadowed www.acme.example /a/b under /a']],
])('%s', (_title, first, second, expected) => {
  expect(found(platform('one', first), platform('two', second))).toEqual(expected);
});

test('hosts count in any case', () => {
  expect(found(platform('one', ['/a'], ['acme.example']), platform('two', ['/a/b'], ['ACME.example']))).toEqual([
    'host-shadowed ACME.example /a/b under /a',
  ]);
});

/** Routes that are lost to another platform, in short. */
function lost(...inputs: PlatformInput[]): string[] {
  return checkAcross([], inputs.map(compiledOf)).flatMap(({ code, args }) => {
    const { request, preferred, others } = args as Record<string, string>;
    return code === 'host-route-lost' ? [`${request} reaches ${preferred}, ${others} more`] : [];
  });
}

test.each<[string, readonly unknown[], string[], readonly unknown[], string[], string[]]>([
  [
    'a host under a wildcard',
    ['/'],
    ['*.acme.example'],
    ['/b', '/c'],
    ['shop.acme.example'],
    ['GET shop.acme.example/b reaches /, 1 more'],
  ],
  [
    'a short path alone',
    ['/'],
    ['acme.example'],
    [{ path: '/buy', match: 'exact' }],
    ['acme.example'],
    ['GET acme.example/buy reaches /, 0 more'],
  ],
  ['a host that no wildcard takes', ['/'], ['*.acme.example'], ['/b'], ['acme.example'], []],
  ['paths of a host beside each other', ['/', '/a'], ['acme.example'], ['/b'], ['acme.example'], []],
])('a route is lost to that of another product: %s', (_title, first, firstHosts, second, secondHosts, expected) => {
  expect(lost(platform('one', first, firstHosts), platform('two', second, secondHosts))).toEqual(expected);
});

test('routes of different methods share nothing, and what they share names the field', () => {
  const routing = {
    target: 'gateway',
    controller: 'envoy-gateway',
    gateway: { name: 'g', namespace: 'gw' },
    hosts: ['acme.example'],
    tls: {},
  };
  const of = (product: string, method: string): PlatformInput => {
    const one = platform(product, [{ path: '/api', methods: [method] }]);
    return { ...one, overlay: { ...one.overlay!, routing } };
  };
  expect(found(of('one', 'GET'), of('two', 'POST'))).toEqual([]);
  expect(found(of('one', 'GET'), of('two', 'GET'))).toEqual(['host-shared acme.example /api']);
});

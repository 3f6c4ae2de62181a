import { type Dialect, match, type RouteTable } from '../../model/route-table';
import { type ConformanceCase, conformanceModule, conformanceTests, hasSuite } from './conformance/suite';
import { tableOfGateway } from './conformance/table';

/** Tests without a request, and tests whose requests are computed, with the reason why the table has nothing to say about them. */
const leftOut: Readonly<Record<string, string>> = {
  'httproute-backend-protocol-websocket': 'opens a WebSocket by its own means: the protocol of a backend',
  'httproute-disallowed-kind': 'sends nothing: a listener refuses the HTTPRoute',
  'httproute-https-listener': 'computes host and backend: the certificate and host of TLS',
  'httproute-https-listener-detect-misdirected-requests':
    'computes host and backend: 421 for a host that is not that of the TLS connection',
  'httproute-invalid-cross-namespace-parent-ref': 'sends nothing: the status of an HTTPRoute',
  'httproute-invalid-parentref-not-matching-listener-port': 'sends nothing: the status of an HTTPRoute',
  'httproute-invalid-parentref-not-matching-section-name': 'sends nothing: the status of an HTTPRoute',
  'httproute-invalid-parentref-section-name-not-matching-port': 'sends nothing: the status of an HTTPRoute',
  'httproute-observed-generation-bump': 'sends nothing: the status of an HTTPRoute',
  'httproute-retry': 'computes the path: how often a request is tried again',
  'httproute-service-types': 'computes the path: how a Kubernetes Service finds its pods',
};

/** The dialects of the Gateway API; the projects behind the last two say that they pass the suite. */
const ofGatewayApi: readonly Dialect[] = ['gateway', 'envoy-gateway', 'traefik-gateway'];

/** What a test says about the answer; undefined if a status alone, which a backend or a filter gives, says nothing. */
function expected({ backend, namespace, status }: ConformanceCase): string | undefined {
  if (backend !== '') return `${namespace}/${backend}`;
  if (status === '404') return 'nobody';
  return /^30\d$/.test(status) ? 'redirect' : undefined;
}

/** Who answers a request of the suite, in the words of `expected()`. */
function answered(table: RouteTable, { host, method, path, headers }: ConformanceCase, dialect: Dialect): string {
  const [raw = '', query = ''] = path.split('?');
  // The suite asks for the address of the Gateway where a test names no host.
  const request = {
    method: method || 'GET',
    host: host || '192.0.2.1',
    path: raw,
    headers,
    query: Object.fromEntries(new URLSearchParams(query)),
  };
  return match(table, request, dialect).route?.backend ?? 'nobody';
}

const portOf = ({ host }: ConformanceCase): number => Number(/:(\d+)$/.exec(host)?.[1] ?? 80);

if (!hasSuite) {
  const why = `no ${conformanceModule} to test with. Download it (needs go): tests/routing/tools/build.sh`;
  if (process.env['CI'] === 'true')
    test(why, () => {
      throw new Error(why);
    });
  else test.skip(why, () => undefined);
} else {
  const tests = conformanceTests();
  const isRead = ({ unread }: ConformanceCase): boolean => unread.every((field) => field === 'status');

  describe.each(ofGatewayApi)('the conformance suite of the Gateway API, under the dialect %s', (dialect) => {
    for (const { file, cases, objects } of tests) {
      const read = cases.filter(isRead);
      if (read.length === 0) continue;
      test.each(read.map((one) => [`${one.line}: ${one.method || 'GET'} ${one.host}${one.path}`, one] as const))(
        `${file}.go:%s`,
        (_, one) => {
          const table = tableOfGateway(objects, one.gateway, portOf(one));
          const answer = answered(table, one, dialect);
          const wanted = expected(one);
          if (wanted === undefined) expect(answer).not.toBe('nobody');
          // A rule with several backends chooses one of them by weight.
          else expect(answer.split(' or ')).toContain(wanted);
        },
      );
    }
  });

  test('all tests of HTTPRoutes are read, but for those with a reason', () => {
    expect(
      tests
        .filter(({ cases }) => cases.length === 0 || !cases.every(isRead))
        .map(({ file }) => file)
        .sort(),
    ).toEqual(Object.keys(leftOut).sort());
    expect(tests.length).toBe(53);
    expect(tests.flatMap(({ cases }) => cases.filter(isRead)).length).toBe(227);
  });
}

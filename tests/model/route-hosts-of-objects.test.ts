import fc from 'fast-check';
import { routeHosts } from '../../model/objects/route-hosts';
import { hostsOfRule } from '../../model/objects/traefik-rule';
import { hostsMeeting } from '../../model/route-table';

describe('the hosts of a rule of Traefik', () => {
  test.each([
    ['Host(`a.example`)', ['a.example']],
    ['Host(`A.example`, `b.example`) && PathPrefix(`/x`)', ['a.example', 'b.example']],
    ['PathPrefix(`/x`) && (Host("a.example") || Host(`b.example`))', ['a.example', 'b.example']],
    ['Host(`a.example`) || PathPrefix(`/x`)', ['']],
    ['PathPrefix(`/x`)', ['']],
    ['!Host(`a.example`)', ['']],
    ['!Host(`a.example`) && Host(`b.example`)', ['b.example']],
    ['HostSNI(`*`)', ['']],
    ['HostRegexp(`^.+\\.a\\.example$`)', ['*.a.example']],
    ['HostRegexp(`{sub:[a-z]+}.a.example`)', ['*.a.example']],
    ['HostRegexp(`^(a|b\\.example)$`)', ['']],
    ['HostRegexp(`.+`)', ['']],
    ['HostRegexp(`^A\\.example$`)', ['a.example']],
    ['Host(`a.example`', ['']],
    ['(Host(`a.example`)', ['']],
    ['Host(`a.example`) Host(`b.example`)', ['']],
    ['', ['']],
    [`${'('.repeat(10_000)}Host(\`a.example\`)${')'.repeat(10_000)}`, ['']],
  ])('%.60s', (rule, hosts) => {
    expect(hostsOfRule(rule)).toEqual(hosts);
  });

  test('any text gives an answer', () => {
    const parts = fc.constantFrom('Host(`a.b`)', 'PathPrefix(`/x`)', '&&', '||', '!', '(', ')', ' ', 'x', '`', '"', '\\');
    fc.assert(fc.property(fc.array(parts), (rule) => hostsOfRule(rule.join('')).length > 0));
  });
});

describe('the hosts of an object with routes', () => {
  test.each([
    ['networking.k8s.io/v1', 'Ingress', { rules: [{ host: 'A.example' }, {}] }, ['a.example', '']],
    ['networking.k8s.io/v1', 'Ingress', {}, []],
    ['gateway.networking.k8s.io/v1', 'GRPCRoute', { parentRefs: [{ kind: 'Service', name: 'a' }] }, []],
    ['gateway.networking.k8s.io/v1', 'GRPCRoute', { parentRefs: [{ name: 'a' }] }, ['']],
    ['projectcontour.io/v1', 'HTTPProxy', { routes: [] }, []],
    ['networking.istio.io/v1', 'VirtualService', { hosts: ['*'] }, []],
    ['networking.istio.io/v1', 'VirtualService', { hosts: ['*'], gateways: ['mesh', 'edge'] }, ['']],
    ['route.openshift.io/v1', 'Route', { host: 'www.a.example', wildcardPolicy: 'Subdomain' }, ['*.a.example']],
    ['serving.knative.dev/v1', 'Route', { host: 'www.a.example' }, []],
    ['networking.k8s.io/v1', 'Ingress', null, []],
    ['gateway.networking.k8s.io/v1', 'HTTPRoute', { parentRefs: [{ kind: 'ListenerSet', name: 'a' }] }, ['']],
    ['k8s.nginx.org/v1', 'VirtualServer', { host: 'a.example' }, ['a.example']],
    ['apisix.apache.org/v2', 'ApisixRoute', { http: [{ match: { hosts: ['a.example'] } }, { match: {} }] }, ['a.example', '']],
    ['getambassador.io/v3alpha1', 'Mapping', { hostname: '*' }, ['']],
    ['zalando.org/v1', 'RouteGroup', { hosts: ['a.example'] }, ['a.example']],
    ['configuration.konghq.com/v1beta1', 'TCPIngress', { rules: [{ host: 'a.example' }] }, ['a.example']],
    ['serving.knative.dev/v1beta1', 'DomainMapping', {}, ['any.example']],
  ])('%s %s %j', (apiVersion, kind, spec, hosts) => {
    expect(routeHosts({ apiVersion, kind, metadata: { name: 'any.example' }, ...{ spec } })).toEqual(hosts);
  });
});

describe('a host that others share a host with', () => {
  test.each([
    [['shop.a.example'], 'shop.a.example', 'shop.a.example'],
    [['shop.a.example'], '*.a.example', 'shop.a.example'],
    [['shop.a.example'], '*.example', 'shop.a.example'],
    [['shop.a.example'], '', 'shop.a.example'],
    [['shop.a.example'], 'a.example', undefined],
    [['shop.a.example'], '*.shop.a.example', undefined],
    [['*.a.example'], 'x.a.example', '*.a.example'],
    [['*.a.example'], '*.x.a.example', '*.a.example'],
    [['*.x.a.example'], '*.a.example', '*.x.a.example'],
    [['*.a.example'], 'a.example', undefined],
    [[], '', undefined],
  ])('%j, %s', (hosts, pattern, found) => {
    expect(hostsMeeting(hosts)(pattern)).toBe(found);
  });
});

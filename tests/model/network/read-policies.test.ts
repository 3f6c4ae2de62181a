import { type NetworkEnd, type NetworkPod, reachabilityOf } from '../../../model/network/reach';
import { readPolicies } from '../../../model/network/read-policies';

const pod = (name: string, namespace = 'shop'): NetworkPod => ({
  kind: 'pod',
  namespace,
  namespaceLabels: {},
  labels: { app: name },
  ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
});
const host = (name: string): NetworkEnd => ({ kind: 'name', name });
const address = (text: string): NetworkEnd => ({ kind: 'address', address: text });
const api = pod('api');

const cilium = (spec: object): object => ({ apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'p' }, spec });
const ofApi = { endpointSelector: { matchLabels: { 'k8s:app': 'api' } } };
const gke = (egress: readonly object[]): object => ({
  apiVersion: 'networking.gke.io/v1alpha1',
  kind: 'FQDNNetworkPolicy',
  metadata: { name: 'p' },
  spec: { podSelector: { matchLabels: { app: 'api' } }, egress },
});
const closed = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'closed' },
  spec: { podSelector: {}, policyTypes: ['Egress'] },
};

const passes = (objects: readonly object[], to: NetworkEnd, port = 443, protocol: 'TCP' | 'UDP' = 'TCP'): boolean => {
  const policies = objects.flatMap((object) => readPolicies(object as Readonly<Record<string, unknown>>, 'shop'));
  expect(policies.length).toBeGreaterThan(0);
  return reachabilityOf(policies)(api, to, port, protocol).passes;
};
const egress = (rule: object): object => cilium({ ...ofApi, egress: [rule] });
const on443 = { toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }] }] };

// https://docs.cilium.io/en/stable/security/policy/language/
describe('a CiliumNetworkPolicy', () => {
  test.each<[string, object, NetworkEnd, boolean]>([
    ['lets a name pass', egress({ toFQDNs: [{ matchName: 'a.example.com' }] }), host('a.example.com'), true],
    ['and no other', egress({ toFQDNs: [{ matchName: 'a.example.com' }] }), host('b.example.com'), false],
    ['reads `*` as a label', egress({ toFQDNs: [{ matchPattern: '*.example.com' }] }), host('a.example.com'), true],
    ['and not as two', egress({ toFQDNs: [{ matchPattern: '*.example.com' }] }), host('a.b.example.com'), false],
    ['nor as none', egress({ toFQDNs: [{ matchPattern: '*.example.com' }] }), host('example.com'), false],
    ['reads `*` inside a label', egress({ toFQDNs: [{ matchPattern: 'eu-*-api.example.com' }] }), host('eu-1-api.example.com'), true],
    ['reads `*` once for each character', egress({ toFQDNs: [{ matchPattern: 'aba*aba.example.com' }] }), host('aba.example.com'), false],
    ['lets pods of its own namespace pass', egress({ toEndpoints: [{ matchLabels: { app: 'web' } }] }), pod('web'), true],
    ['and not those of another', egress({ toEndpoints: [{ matchLabels: { app: 'web' } }] }), pod('web', 'other'), false],
    [
      'but for those that it names by a label',
      egress({ toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'other', 'k8s:app': 'web' } }] }),
      pod('web', 'other'),
      true,
    ],
    [
      'or by an expression',
      egress({ toEndpoints: [{ matchExpressions: [{ key: 'io.kubernetes.pod.namespace', operator: 'Exists' }] }] }),
      pod('web', 'other'),
      true,
    ],
    ['lets addresses pass', egress({ toCIDR: ['10.0.0.0/8'] }), address('10.1.2.3'), true],
    ['but for exceptions', egress({ toCIDRSet: [{ cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] }] }), address('10.1.2.3'), false],
    ['lets the world pass', egress({ toEntities: ['world'] }), host('a.example.com'), true],
    ['which has no pods', egress({ toEntities: ['world'] }), pod('web'), false],
    ['lets the cluster pass', egress({ toEntities: ['cluster'] }), pod('web', 'other'), true],
    ['lets everything pass', egress({ toEntities: ['all'] }), pod('web', 'other'), true],
    ['lets anyone pass at a port', egress(on443), host('a.example.com'), true],
    ['closes by an empty rule', egress({}), pod('web'), false],
    ['lets nothing pass that it names by Services', egress({ toServices: [{}], ...on443 }), pod('web'), false],
    ['opens what it has no rules for', cilium({ ...ofApi, ingress: [{}] }), pod('web'), true],
  ])('%s', (_, object, to, expected) => {
    expect(passes([object], to)).toBe(expected);
  });

  test.each<[string, object, number, 'TCP' | 'UDP', boolean]>([
    ['one port', { port: '443', protocol: 'TCP' }, 443, 'TCP', true],
    ['and no other', { port: '443', protocol: 'TCP' }, 444, 'TCP', false],
    ['nor another protocol', { port: '443', protocol: 'TCP' }, 443, 'UDP', false],
    ['any protocol', { port: '443', protocol: 'ANY' }, 443, 'UDP', true],
    ['any protocol if it names none', { port: '443' }, 443, 'UDP', true],
    ['a range', { port: '400', endPort: 500, protocol: 'TCP' }, 443, 'TCP', true],
    ['every port', { port: '0' }, 1, 'UDP', true],
  ])('lets pass by port: %s', (_, port, asked, protocol, expected) => {
    expect(passes([egress({ toFQDNs: [{ matchName: 'a.io' }], toPorts: [{ ports: [port] }] })], host('a.io'), asked, protocol)).toBe(
      expected,
    );
  });

  test('adds to what a NetworkPolicy lets pass', () => {
    const named = egress({ toFQDNs: [{ matchName: 'a.example.com' }] });
    expect([passes([closed], host('a.example.com')), passes([closed, named], host('a.example.com'))]).toEqual([false, true]);
    expect(passes([closed, named], pod('web'))).toBe(false);
  });

  test('has several rule sets', () => {
    const object = {
      ...cilium({}),
      spec: undefined,
      specs: ['a.io', 'b.io'].map((matchName) => ({ ...ofApi, egress: [{ toFQDNs: [{ matchName }] }] })),
    };
    const { spec: _, ...several } = object;
    expect(['a.io', 'b.io', 'c.io'].map((name) => passes([several], host(name)))).toEqual([true, true, false]);
  });
});

// https://cloud.google.com/kubernetes-engine/docs/how-to/fqdn-network-policies
describe('a FQDNNetworkPolicy', () => {
  const rule = { matches: [{ name: 'a.example.com' }, { pattern: '*.example.org' }], ports: [{ port: 443, protocol: 'TCP' }] };

  test.each<[NetworkEnd, number, boolean]>([
    [host('a.example.com'), 443, true],
    [host('eu.example.org'), 443, true],
    [host('a.eu.example.org'), 443, false],
    [host('a.example.com'), 80, false],
    [address('10.0.0.1'), 443, false],
    [pod('web'), 443, false],
  ])('lets names pass alone: %j at %j', (to, port, expected) => {
    expect(passes([closed, gke([rule])], to, port)).toBe(expected);
  });

  test('lets every port pass if it names none', () => {
    expect(passes([gke([{ matches: rule.matches }])], host('a.example.com'), 1)).toBe(true);
  });

  test('of the controller that runs on any cluster is another kind', () => {
    expect(readPolicies({ ...gke([rule]), apiVersion: 'networking.gke.io/v1alpha3' }, 'shop')).toEqual([]);
  });
});

import type { Policy } from '../../../model/network/policy';
import { readPolicies } from '../../../model/network/read-policies';
import { type NetworkEnd, type NetworkPod, reachabilityOf } from '../../../model/network/reach';

const pod = (name: string, more: Partial<NetworkPod> = {}): NetworkPod => ({
  kind: 'pod',
  namespace: 'shop',
  namespaceLabels: {},
  labels: { app: name },
  ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
  ...more,
});
const [api, web] = [pod('api'), pod('web')];
const stranger = pod('web', { namespace: 'other', namespaceLabels: { team: 'blue' } });

const policy = (spec: object, namespace = 'shop'): Policy =>
  readPolicies({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'p', namespace }, spec }, 'shop')[0]!;
const selectApi = { matchLabels: { app: 'api' } };

/** Whether a connection to port 8080 passes under the policies of a case. */
const passes = (
  specs: readonly object[],
  from: NetworkEnd = web,
  to: NetworkEnd = api,
  port = 8080,
  protocol: 'TCP' | 'UDP' = 'TCP',
): boolean => reachabilityOf(specs.map((spec) => policy(spec)))(from, to, port, protocol).passes;

type Case = [string, readonly object[], boolean, NetworkEnd?, NetworkEnd?, number?, ('TCP' | 'UDP')?];

// https://kubernetes.io/docs/concepts/services-networking/network-policies/
describe('reachability, as Kubernetes documents it', () => {
  const fromWeb = { from: [{ podSelector: { matchLabels: { app: 'web' } } }] };
  const cases: Case[] = [
    ['without a policy everything passes', [], true],
    ['a policy of other pods says nothing', [{ podSelector: { matchLabels: { app: 'x' } } }], true],
    ['a policy that selects closes', [{ podSelector: selectApi }], false],
    ['an empty selector selects all pods of the namespace', [{ podSelector: {} }], false],
    ['without policyTypes egress is closed only by rules for it', [{ podSelector: { matchLabels: { app: 'web' } } }], true],
    [
      'rules for egress close it',
      [{ podSelector: { matchLabels: { app: 'web' } }, egress: [{ to: [{ podSelector: { matchLabels: { app: 'db' } } }] }] }],
      false,
    ],
    ['a peer that fits opens', [{ podSelector: selectApi, ingress: [fromWeb] }], true],
    ['an empty rule opens for anyone', [{ podSelector: selectApi, ingress: [{}] }], true, { kind: 'address', address: '8.8.8.8' }],
    ['policies add up', [{ podSelector: selectApi }, { podSelector: {}, ingress: [fromWeb] }], true],
    ['a pod selector alone means the own namespace', [{ podSelector: selectApi, ingress: [fromWeb] }], false, stranger],
    [
      'a namespace selector alone means all its pods',
      [{ podSelector: selectApi, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'blue' } } }] }] }],
      true,
      stranger,
    ],
    [
      'both in one peer have to hold',
      [
        {
          podSelector: selectApi,
          ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'blue' } }, podSelector: { matchLabels: { app: 'cli' } } }] }],
        },
      ],
      false,
      stranger,
    ],
    [
      'in two peers one is enough',
      [
        {
          podSelector: selectApi,
          ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'blue' } } }, { podSelector: { matchLabels: { app: 'cli' } } }] }],
        },
      ],
      true,
      stranger,
    ],
    [
      'every namespace has its name as a label',
      [
        {
          podSelector: selectApi,
          ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'other' } } }] }],
        },
      ],
      true,
      stranger,
    ],
    ['a number', [{ podSelector: selectApi, ingress: [{ ports: [{ port: 8080 }] }] }], true],
    ['another number', [{ podSelector: selectApi, ingress: [{ ports: [{ port: 8081 }] }] }], false],
    [
      'the protocol counts, and is TCP by default',
      [{ podSelector: selectApi, ingress: [{ ports: [{ port: 8080 }] }] }],
      false,
      web,
      api,
      8080,
      'UDP',
    ],
    ['a range', [{ podSelector: selectApi, ingress: [{ ports: [{ port: 8000, endPort: 9000 }] }] }], true],
    ['below a range', [{ podSelector: selectApi, ingress: [{ ports: [{ port: 8081, endPort: 9000 }] }] }], false],
    ['a name is looked up in the pod that is called', [{ podSelector: selectApi, ingress: [{ ports: [{ port: 'http' }] }] }], true],
    [
      'a name that the pod has for another number',
      [{ podSelector: selectApi, ingress: [{ ports: [{ port: 'http' }] }] }],
      false,
      web,
      api,
      9090,
    ],
    [
      'a name in egress too',
      [{ podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Egress'], egress: [{ ports: [{ port: 'http' }] }] }],
      true,
    ],
    [
      'a block of addresses',
      [{ podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] }],
      true,
      web,
      { kind: 'address', address: '10.1.2.3' },
    ],
    [
      'an exception of it',
      [
        {
          podSelector: { matchLabels: { app: 'web' } },
          policyTypes: ['Egress'],
          egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }] }],
        },
      ],
      false,
      web,
      { kind: 'address', address: '10.1.2.3' },
    ],
    [
      'a block of IPv6',
      [
        {
          podSelector: { matchLabels: { app: 'web' } },
          policyTypes: ['Egress'],
          egress: [{ to: [{ ipBlock: { cidr: '2001:db8::/32' } }] }],
        },
      ],
      true,
      web,
      { kind: 'address', address: '2001:db8::7' },
    ],
    ['In', [{ podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['api', 'x'] }] } }], false],
    ['NotIn', [{ podSelector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['api'] }] } }], true],
    [
      'NotIn fits pods without the label',
      [{ podSelector: { matchExpressions: [{ key: 'none', operator: 'NotIn', values: ['x'] }] } }],
      false,
    ],
    ['Exists', [{ podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } }], false],
    ['DoesNotExist', [{ podSelector: { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] } }], true],
  ];
  // With more parameters than a row has values, jest would wait for a callback.
  test.each(cases.map((one) => [one[0], one] as const))('%s', (_, [, specs, expected, from, to, port, protocol]) => {
    expect(passes(specs, from, to, port, protocol)).toBe(expected);
  });

  test('a policy of another namespace says nothing', () => {
    expect(reachabilityOf([policy({ podSelector: {} }, 'other')])(web, api, 8080, 'TCP').passes).toBe(true);
  });

  test('both directions have to be open, and each names its rule', () => {
    const reach = reachabilityOf([
      policy({ podSelector: selectApi, ingress: [{ ports: [{ port: 1 }] }, fromWeb] }),
      policy({ podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Egress'], egress: [] }),
    ]);
    const { passes: open, egress, ingress } = reach(web, api, 8080, 'TCP');
    expect(open).toBe(false);
    expect(egress).toEqual({ closed: true, by: [] });
    expect(ingress.by.map(({ rules }) => rules)).toEqual([[1]]);
  });

  test('asks as many policies as fit the labels of the two, however many there are', () => {
    let looked = 0;
    const counted = (name: string): Policy => {
      const one = policy({
        podSelector: { matchLabels: { app: name } },
        ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }] }],
      });
      return {
        ...one,
        get namespace() {
          looked++;
          return 'shop';
        },
      };
    };
    const reach = reachabilityOf(Array.from({ length: 2000 }, (_, index) => counted(`s${index}`)));
    looked = 0;
    expect(reach(web, pod('s7'), 8080, 'TCP').passes).toBe(true);
    expect(looked).toBeLessThan(10);
  });
});

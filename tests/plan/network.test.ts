import type { KubernetesObject } from '../../model';
import { ingressOnly, none, open } from '../fixtures/consequences-network';
import { wordingOf } from '../support/wording';
import { compiled, shop, withValues } from '../support/shop';
import { objectsIn, planBetween, planOf } from './support';

const modes = { full: open, 'ingress-only': ingressOnly, none };

/** What a plan says of the network: the verdict, the object and the message. */
function saidOf({ steps, others }: ReturnType<typeof planOf>): string[] {
  return [...steps.flatMap((step) => step.reasons), ...others].flatMap(({ verdict, finding }) =>
    finding.code.startsWith('plan-network-') ? [`${verdict}: ${wordingOf(finding).message}`] : [],
  );
}

const shown = '`Deployment/accounts`, `Deployment/mailer`, `Deployment/orders`, `Deployment/pricing`';
const allOpen = {
  ingress: new RegExp(`^security: anything may connect to the pods of ${shown} and [0-9]+ more, which no policy closes any more$`),
  egress: new RegExp(`^security: the pods of ${shown} and [0-9]+ more may connect to anything, which no policy closes any more$`),
};
const allClosed = {
  ingress: new RegExp(`^interrupts: what no policy names cannot connect to the pods of ${shown} and [0-9]+ more any more$`),
  egress: new RegExp(`^interrupts: the pods of ${shown} and [0-9]+ more cannot connect any more to what no policy names$`),
};

describe('an environment that goes to other policies says so in one line for each direction', () => {
  test.each([
    ['full', 'none', [allOpen.ingress, allOpen.egress]],
    ['full', 'ingress-only', [allOpen.egress]],
    ['ingress-only', 'none', [allOpen.ingress]],
    ['none', 'ingress-only', [allClosed.ingress]],
    ['ingress-only', 'full', [allClosed.egress]],
    ['none', 'full', [allClosed.ingress, allClosed.egress]],
  ] as const)('from %s to %s', (from, to, expected) => {
    const said = saidOf(planOf({ title: 'modes', before: { 'overlay.network': modes[from] }, now: { 'overlay.network': modes[to] } }));
    expect(said).toHaveLength(expected.length);
    for (const [index, pattern] of expected.entries()) expect(said[index]).toMatch(pattern);
  });

  test('a new service, with its policies, opens nothing', () => {
    const before = {
      'overlay.network': open,
      'manifest.services': ['accounts', 'mailer', 'orders', 'pricing'],
      'registry.storefront.dependsOn': [],
    };
    const now = { 'manifest.services': ['accounts', 'mailer', 'orders', 'pricing', 'storefront'] };
    expect(saidOf(planOf({ title: 'a service comes', before, now }))).toEqual([]);
  });
});

function policy(name: string, spec: object): KubernetesObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: 'shop' },
    spec,
  } as unknown as KubernetesObject;
}

/** What a plan says of policies of which those of before are replaced by others; the shop has none of its own. */
function saidBetween(before: readonly KubernetesObject[], now: readonly KubernetesObject[]): string[] {
  const platform = compiled(withValues(shop('prod'), {})).platforms[0]!;
  const objects = objectsIn(platform);
  return saidOf(planBetween(platform, [...objects, ...before], [...objects, ...now]));
}

const named = (name: string): object => ({ matchLabels: { 'app.kubernetes.io/name': name } });
const from = (...names: string[]): object => ({ from: names.map((name) => ({ podSelector: named(name) })), ports: [{ port: 'http' }] });
const closed = policy('deny', { podSelector: {}, policyTypes: ['Ingress'] });
const ordersPods = { matchLabels: { 'app.kubernetes.io/name': 'orders', 'app.kubernetes.io/component': 'api' } };
const toOrders = (...rules: object[]): KubernetesObject =>
  policy('to-orders', { podSelector: ordersPods, policyTypes: ['Ingress'], ingress: rules });

describe('all policies that select a pod are judged together', () => {
  test('a policy that goes where another one goes on to close its pods cuts what it let through', () => {
    expect(saidBetween([closed, toOrders(from('storefront'))], [closed])).toEqual([
      'interrupts: `NetworkPolicy/to-orders` cuts `from pods name=storefront on port http`',
    ]);
  });

  test('the last policy of a pod that goes opens it', () => {
    expect(saidBetween([toOrders(from('storefront'))], [])).toEqual([
      'security: anything may connect to the pods of `Deployment/orders`, which no policy closes any more',
    ]);
  });

  test('the first policy of a pod closes it', () => {
    const said = saidBetween([], [policy('to-orders', { podSelector: named('accounts'), ingress: [from('orders')] })]);
    expect(said).toEqual([expect.stringMatching(/^interrupts: what no policy names cannot connect to the pods of `Deployment\/accounts`/)]);
  });

  test('a selector that fits fewer pods opens the others', () => {
    const oneOf = (...values: string[]): object => ({ matchExpressions: [{ key: 'app.kubernetes.io/name', operator: 'In', values }] });
    const [wide, narrow] = [['mailer', 'storefront'], ['mailer']].map((names) =>
      policy('some', { podSelector: oneOf(...names), policyTypes: ['Ingress'] }),
    );
    expect(saidBetween([wide!], [narrow!])).toEqual([
      expect.stringMatching(/^security: anything may connect to the pods of `Deployment\/storefront`,/),
    ]);
    expect(saidBetween([narrow!], [wide!])).toEqual([
      expect.stringMatching(/^interrupts: what no policy names cannot connect to the pods of `Deployment\/storefront`/),
    ]);
  });

  test.each([
    ['one rule in place of two', [toOrders(from('storefront'), from('pricing'))], [toOrders(from('pricing', 'storefront'))]],
    [
      'two policies in place of one',
      [toOrders(from('storefront', 'pricing'))],
      [toOrders(from('storefront')), policy('more', { podSelector: ordersPods, ingress: [from('pricing')] })],
    ],
    [
      'the same pods by other labels',
      [toOrders(from('storefront'))],
      [
        toOrders({
          ...from(),
          from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'storefront', 'app.kubernetes.io/component': 'web' } } }],
        }),
      ],
    ],
    ['a port by its number', [toOrders(from('storefront'))], [toOrders({ ...from('storefront'), ports: [{ port: 4001 }] })]],
    [
      'the own namespace by its name',
      [toOrders(from('storefront'))],
      [
        toOrders({
          ...from(),
          from: [{ podSelector: named('storefront'), namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } }],
        }),
      ],
    ],
    [
      'what the other end does not let out',
      [toOrders(), policy('out', { podSelector: named('storefront'), policyTypes: ['Egress'] })],
      [toOrders(from('storefront')), policy('out', { podSelector: named('storefront'), policyTypes: ['Egress'] })],
    ],
  ])('%s is no change', (_title, before, now) => {
    expect(saidBetween([closed, ...before], [closed, ...now])).toEqual([]);
  });

  test('blocks of addresses are compared by what they hold', () => {
    const block = (cidr: string, except?: string[]): KubernetesObject =>
      toOrders({ from: [{ ipBlock: { cidr, ...(except && { except }) } }] });
    expect(saidBetween([block('10.0.0.0/8')], [block('10.1.0.0/16')])).toEqual([
      'interrupts: `NetworkPolicy/to-orders` cuts `from 10.0.0.0/8 on every port`',
    ]);
    expect(saidBetween([block('10.1.0.0/16')], [block('10.0.0.0/8')])).toEqual([
      'security: `NetworkPolicy/to-orders` lets `from 10.0.0.0/8 on every port` through',
    ]);
    expect(saidBetween([block('10.0.0.0/8', ['10.9.0.0/16'])], [block('10.0.0.0/8')])).toEqual([
      'security: `NetworkPolicy/to-orders` lets `from 10.0.0.0/8 on every port` through',
    ]);
  });
});

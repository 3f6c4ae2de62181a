import { join } from 'node:path';
import fc from 'fast-check';
import { loadProducts } from '../../../cli/load-products';
import { compile, type CompiledPlatform } from '../../../model';
import { selects } from '../../../model/network/policy';
import { reachabilityOf } from '../../../model/network/reach';
import { argoPlatforms, withArgo } from '../../fixtures/golden/argo';
import { goldenPlatforms } from '../../fixtures/golden/platforms';
import { emittedNetwork } from '../../support/network';
import { compiledOf, type PlatformInput, plainService, productionOverlay } from '../../support/platform';
import { randomNetwork } from '../../support/random-network';

/** The pods that the policies of a tree leave open in a direction, or that `default-deny` alone closes, although they are the platform's own. */
function withoutOwnPolicy(compiled: CompiledPlatform): string[] {
  const { pods, policies } = emittedNetwork(compiled);
  const closing = policies.find(({ name }) => name === 'default-deny');
  const own = policies.filter((policy) => policy !== closing && policy.kind === 'NetworkPolicy');
  const closed = (['ingress', 'egress'] as const).filter((direction) => closing?.[direction] !== undefined);
  return pods
    .filter(({ id }) => !id.startsWith('foreign/'))
    .flatMap(({ id, pod }) =>
      closed.flatMap((direction) =>
        own.some((policy) => policy[direction] !== undefined && selects(policy.selects, pod.labels)) ? [] : [`${id} ${direction}`],
      ),
    );
}

const platforms = [...Object.entries(goldenPlatforms), ...Object.entries(argoPlatforms)].map(
  ([name, input]) => [name, compiledOf(input)] as const,
);

describe('every pod of a platform has a policy of its own that closes what `default-deny` closes, so that this one may leave it out', () => {
  test.each(platforms)('%s', (_, compiled) => {
    expect(withoutOwnPolicy(compiled)).toEqual([]);
  });

  test('in the products of this repository', async () => {
    const { platforms: ours } = compile(await loadProducts({ registry: join(__dirname, '../../../registry') }));
    for (const compiled of ours) expect(withoutOwnPolicy(compiled)).toEqual([]);
  });

  test('in random platforms', () => {
    fc.assert(
      fc.property(randomNetwork, (compiled) => {
        expect(withoutOwnPolicy(compiled)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('is not so without one of the policies, so the tests above can fail', () => {
    const compiled = compiledOf(goldenPlatforms['everything-prod']!);
    const { networkPolicies } = compiled.blueprint;
    const lacking = { ...compiled.blueprint, networkPolicies: networkPolicies.slice(1) };
    expect(withoutOwnPolicy({ ...compiled, blueprint: lacking })).not.toEqual([]);
  });
});

const services = { owners: plainService };
const byProduct: PlatformInput = { services, overlay: productionOverlay, environment: 'prod' };

/** Whom `default-deny` selects. */
const selectedIn = (input: PlatformInput): unknown =>
  emittedNetwork(compiledOf(input)).objects.find(({ metadata }) => metadata.name === 'default-deny')?.['spec'];

test('`default-deny` selects every pod where the files of a tree are applied in order', () => {
  expect(selectedIn(byProduct)).toMatchObject({ podSelector: {} });
  expect(selectedIn(withArgo(byProduct))).toMatchObject({ podSelector: {} });
});

test('`default-deny` leaves out the pods of the platform where nothing orders the Applications of services', () => {
  expect(selectedIn(withArgo(byProduct, { applications: 'service' }))).toMatchObject({
    podSelector: { matchExpressions: [{ key: 'app.kubernetes.io/part-of', operator: 'NotIn', values: ['acme'] }] },
  });
});

test('`default-deny` closes pods that nobody declared, wherever they say they are from', () => {
  const compiled = compiledOf(withArgo(byProduct, { applications: 'service' }));
  const { policies } = emittedNetwork(compiled);
  const reach = reachabilityOf(policies);
  const stranger = { kind: 'pod', namespace: compiled.platform.namespace, namespaceLabels: {}, ports: [] } as const;
  const outside = { kind: 'address', address: '192.0.2.1' } as const;
  for (const labels of [{}, { app: 'debug' }, { 'app.kubernetes.io/part-of': 'others' }]) {
    expect(reach({ ...stranger, labels }, outside, 443, 'TCP').passes).toBe(false);
    expect(reach(outside, { ...stranger, labels }, 443, 'TCP').passes).toBe(false);
  }
});

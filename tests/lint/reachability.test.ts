import fc from 'fast-check';
import { join } from 'node:path';
import { loadProducts } from '../../cli/load-products';
import { compile, type CompiledPlatform } from '../../model';
import { reachabilityOf } from '../../model/network/reach';
import { withArgo } from '../fixtures/golden/argo';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { declaredBetween, type EmittedNetwork, emittedNetwork, outsideOf, portsOf } from '../support/network';
import { compiledOf } from '../support/platform';
import { randomNetwork } from '../support/random-network';
import { type Network, type Passing, passingIn } from './support/reachability';
import { describeWithTools } from './support/tools';

/** A platform as both analyzers see it. */
interface Case {
  readonly compiled: CompiledPlatform;
  readonly emitted: EmittedNetwork;
  readonly network: Network;
}

/** The pods come first among the ends, then what is outside of them. */
function caseOf(compiled: CompiledPlatform): Case {
  const emitted = emittedNetwork(compiled);
  const { connections } = compiled.blueprint;
  const outside = connections.flatMap(({ from, to }) =>
    [from, to].flatMap((end) => (end.kind === 'workload' || end.kind === 'foreign' ? [] : outsideOf(end, compiled))),
  );
  const addresses = outside.flatMap((end) => (end.kind === 'name' || (end.kind === 'address' && !/^[\d.]+$/.test(end.address)) ? [] : end));
  const ends = [...emitted.pods.map(({ pod }) => pod), ...new Map(addresses.map((end) => [JSON.stringify(end), end])).values()];
  const policies = emitted.objects.filter(({ kind }) => kind === 'NetworkPolicy');
  return { compiled, emitted, network: { policies, ends, ports: portsOf(compiled) } };
}

function line({ from, to, port, protocol }: Passing): string {
  return `${from} -> ${to} ${protocol} ${port}`;
}

/** The same by our own computation. */
function passingByUs({ emitted, network: { ends, ports } }: Case): string[] {
  const reach = reachabilityOf(emitted.policies);
  return ends.flatMap((caller, from) =>
    ends.flatMap((called, to) =>
      ports.flatMap((port) =>
        (['TCP', 'UDP'] as const).flatMap((protocol) =>
          reach(caller, called, port, protocol).passes ? [line({ from, to, port, protocol })] : [],
        ),
      ),
    ),
  );
}

describeWithTools('what cyclonus computes of the policies (D5.2)', (tools) => {
  /** Asserts that both analyzers agree on every connection, and that what passes between pods is what the blueprint declares. */
  function expectSame(cases: readonly Case[]): number {
    const found = passingIn(
      tools,
      cases.map(({ network }) => network),
    );
    cases.forEach((one, index) => {
      const { compiled, emitted, network } = one;
      const { product, environment } = compiled.platform;
      expect({ product, environment, passing: found[index]!.map(line) }).toEqual({ product, environment, passing: passingByUs(one) });
      const { pods } = emitted;
      const between = found[index]!.filter(({ from, to }) => from < pods.length && to < pods.length);
      const allowed = new Set(between.map(({ from, to, port, protocol }) => `${pods[from]!.id} -> ${pods[to]!.id} ${protocol} ${port}`));
      expect({ product, environment, allowed: [...allowed].sort() }).toEqual({
        product,
        environment,
        allowed: declaredBetween(compiled, pods, network.ports),
      });
    });
    return cases.reduce((sum, { network: { ends, ports } }) => sum + 2 * ends.length ** 2 * ports.length, 0);
  }

  const full = ({ platform: { network } }: CompiledPlatform): boolean => network.policies === 'full';

  test('is what is declared, in every golden tree', () => {
    const cases = Object.values(goldenPlatforms)
      .map((input) => compiledOf(input))
      .filter(full)
      .map(caseOf);
    expect(expectSame(cases)).toBeGreaterThan(10_000);
  });

  test('is what is declared, in golden trees with an Application for each service, where `default-deny` leaves out our own pods', () => {
    const cases = Object.values(goldenPlatforms)
      .map((input) => compiledOf(withArgo(input, { applications: 'service' })))
      .filter(full)
      .map(caseOf);
    const leaving = cases.filter(({ network: { policies } }) => JSON.stringify(policies).includes('"NotIn"'));
    expect(leaving.length).toBeGreaterThan(30);
    expect(expectSame(leaving)).toBeGreaterThan(10_000);
  });

  test('is what is declared, in the products of this repository', async () => {
    const { platforms } = compile(await loadProducts({ registry: join(__dirname, '../../registry') }));
    expect(expectSame(platforms.filter(full).map(caseOf))).toBeGreaterThan(100_000);
  });

  test('is what is declared, in random platforms', () => {
    fc.assert(
      fc.property(fc.array(randomNetwork, { minLength: 10, maxLength: 10 }), (platforms) => {
        expectSame(platforms.map(caseOf));
      }),
      { numRuns: 6 },
    );
  });

  test('is another thing without one policy, so the tests above can fail', () => {
    const [name, input] = Object.entries(goldenPlatforms)[0]!;
    const one = caseOf(compiledOf(input));
    const { policies } = one.network;
    expect(policies.length).toBeGreaterThan(2);
    const lacking = { ...one, network: { ...one.network, policies: policies.slice(1) } };
    expect(() => expectSame([lacking])).toThrow();
    expect(name).toBeTruthy();
  });

  test('refuses a field that Kubernetes does not know', () => {
    const policy = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'a' }, spec: { podSelectr: {} } };
    expect(() => passingIn(tools, [{ policies: [policy as never], ends: [], ports: [] }])).toThrow('unknown field "podSelectr"');
  });
});

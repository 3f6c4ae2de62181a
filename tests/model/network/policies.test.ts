import { join } from 'node:path';
import fc from 'fast-check';
import { loadProducts } from '../../../cli/load-products';
import { compile, type CompiledPlatform, type Connection } from '../../../model';
import { reachabilityOf } from '../../../model/network/reach';
import { withArgo } from '../../fixtures/golden/argo';
import { goldenPlatforms } from '../../fixtures/golden/platforms';
import { declaredBetween, emittedNetwork, otherPort, outsideOf, portsOf } from '../../support/network';
import { outsideHosts, outsidePorts, randomNetwork } from '../../support/random-network';
import { compiledOf, developmentOverlay, plainService } from '../../support/platform';

/** What the policies of a platform let pass between its pods, and between them and what its connections name outside; and what the blueprint says. */
function comparison(compiled: CompiledPlatform): { readonly allowed: readonly string[]; readonly declared: readonly string[] } {
  const { pods, policies } = emittedNetwork(compiled);
  const reach = reachabilityOf(policies);
  const ports = portsOf(compiled);
  const allowed: string[] = [];
  for (const from of pods) {
    for (const to of pods) {
      for (const port of ports) {
        for (const protocol of ['TCP', 'UDP'] as const)
          if (reach(from.pod, to.pod, port, protocol).passes) allowed.push(`${from.id} -> ${to.id} ${protocol} ${port}`);
      }
    }
  }
  return { allowed: [...new Set(allowed)].sort(), declared: declaredBetween(compiled, pods, [...ports]) };
}

/** The connections from and to what is outside that policies cut, although they are declared. */
function cut(compiled: CompiledPlatform): Connection[] {
  const { pods, policies } = emittedNetwork(compiled);
  const byId = new Map(pods.map(({ id, pod }) => [id, pod]));
  const reach = reachabilityOf(policies);
  return compiled.blueprint.connections.filter(({ from, to, port, protocol }) => {
    const [caller, called] = [from, to].map((end) => {
      const own = end.kind === 'workload' || end.kind === 'foreign' ? byId.get(end.id) : undefined;
      return own === undefined ? outsideOf(end, compiled) : [own];
    });
    return !caller!.every((a) => called!.length > 0 && called!.every((b) => reach(a, b, port ?? otherPort, protocol).passes));
  });
}

/** The hosts outside that pods may call by name, whether they declare it or not. */
function namesAllowed(compiled: CompiledPlatform): string[] {
  const { pods, policies } = emittedNetwork(compiled);
  const reach = reachabilityOf(policies);
  return pods.flatMap(({ id, pod }) =>
    outsideHosts.flatMap((name) =>
      outsidePorts.flatMap((port) =>
        (['TCP', 'UDP'] as const).flatMap((protocol) =>
          reach(pod, { kind: 'name', name }, port, protocol).passes ? `${id} -> ${name}:${port}/${protocol}` : [],
        ),
      ),
    ),
  );
}

const platforms: [string, CompiledPlatform][] = [
  ...Object.entries(goldenPlatforms).map(([name, input]): [string, CompiledPlatform] => [name, compiledOf(input)]),
].filter(([, { platform }]) => platform.network.policies === 'full');

describe('what policies let pass is what the blueprint declares, and nothing else (D5.2)', () => {
  test.each(platforms)('%s', (_, compiled) => {
    const { allowed, declared } = comparison(compiled);
    expect(allowed).toEqual(declared);
    expect(cut(compiled)).toEqual([]);
  });

  test.each(Object.entries(goldenPlatforms))('%s, with an Application for each service', (_, input) => {
    const compiled = compiledOf(withArgo(input, { applications: 'service' }));
    if (compiled.platform.network.policies !== 'full') return;
    const { allowed, declared } = comparison(compiled);
    expect(allowed).toEqual(declared);
    expect(cut(compiled)).toEqual([]);
  });

  test('in the products of this repository', async () => {
    const { platforms: ours } = compile(await loadProducts({ registry: join(__dirname, '../../../registry') }));
    expect(ours.length).toBeGreaterThan(8);
    for (const compiled of ours) {
      const { product, environment } = compiled.platform;
      const { allowed, declared } = comparison(compiled);
      expect({ product, environment, allowed }).toEqual({ product, environment, allowed: declared });
      expect(cut(compiled)).toEqual([]);
    }
  });

  test('in random platforms', () => {
    fc.assert(
      fc.property(randomNetwork, (compiled) => {
        const { allowed, declared } = comparison(compiled);
        expect(allowed).toEqual(declared);
        expect(cut(compiled)).toEqual([]);
        const declaredNames = compiled.blueprint.connections.flatMap(({ from, to, port, protocol }) =>
          from.kind === 'workload' && to.kind === 'host' ? `${from.id} -> ${to.host}:${port}/${protocol}` : [],
        );
        expect(namesAllowed(compiled).sort()).toEqual([...new Set(declaredNames)].sort());
      }),
      { numRuns: 60 },
    );
  });
});

describe('the policies of a service', () => {
  test('let callers of another product in, by its namespace, and the caller out', () => {
    const services = { owners: { ...plainService, dependsOn: ['platform/auth'] } };
    const auth = {
      services: { auth: { ...plainService, hostname: 'auth-api', port: 4200, routes: [] } },
      overlay: { ...developmentOverlay, namespace: 'platform' },
    };
    const [owners] = [compiledOf({ services, products: { platform: auth } })];
    const out = owners.blueprint.networkPolicies.find(({ name }) => name === 'owners');
    expect(out?.egress).toContainEqual({
      peers: [{ namespace: 'platform', pods: { labels: { 'app.kubernetes.io/name': 'auth' } } }],
      ports: [{ port: 4200, protocol: 'TCP' }],
    });
  });

  test('name ports, so that pods of two versions with another number are reached alike', () => {
    const { blueprint } = compiledOf({
      services: { owners: plainService, web: { ...plainService, hostname: 'web', routes: [], dependsOn: ['owners'] } },
    });
    const [owners, web] = ['owners', 'web'].map((name) => blueprint.networkPolicies.find((policy) => policy.name === name));
    expect(owners?.ingress.flatMap(({ ports }) => ports)).toEqual([{ port: 'http', protocol: 'TCP' }]);
    expect(web?.egress.at(-1)?.ports).toEqual([{ port: 'http', protocol: 'TCP' }]);
  });

  test('of init Jobs, which have the login of the administrator, reach the server alone', () => {
    const services = {
      owners: { ...plainService, database: 'owners', dependsOn: ['web'] },
      web: { ...plainService, hostname: 'web', routes: [] },
    };
    const { blueprint } = compiledOf({ services });
    const init = blueprint.networkPolicies.find(({ name }) => name === 'db-init');
    expect(init?.egress.map(({ peers }) => peers)).toEqual([
      [{ namespace: 'kube-system', pods: { labels: { 'k8s-app': 'kube-dns' } } }],
      [{ namespace: undefined, pods: { labels: { 'app.kubernetes.io/name': 'postgres' } } }],
    ]);
  });

  test('are not made to close the pods of others in a namespace that is not the platform’s', () => {
    const names = (namespace: object): string[] =>
      compiledOf({ services: { owners: plainService }, overlay: { ...developmentOverlay, namespace } }).blueprint.networkPolicies.map(
        ({ name }) => name,
      );
    expect(names({ create: true })).toContain('default-deny');
    expect(names({ create: false })).not.toContain('default-deny');
    expect(names({ create: false })).toContain('owners');
  });
});

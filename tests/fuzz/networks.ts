import fc from 'fast-check';
import type { CompiledPlatform } from '../../model';
import { reachabilityOf } from '../../model/network/reach';
import { emittedNetwork, otherPort, outsideOf } from '../support/network';
import type { PlatformInput } from '../support/platform';

/** Hosts outside as people write them, and what no host is. */
const hosts = [
  ...['api.stripe.com', 's3.example.com', '*.events.example.org', 'billing.corp', 'smtp.example.com', '198.51.100.4', 'ldap.directory.svc'],
  ...['a'.repeat(63) + '.example.com', 'x-1.y-2.z', 'localhost.localdomain', '*.com', 'API.example.com', 'ldap'],
];

/** What is behind a host: mostly something that is right. */
const area = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom<unknown>('internet', ['10.1.0.0/16'], ['10.1.0.0/16', '2001:db8::/32'], { namespace: 'outside' }),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom<unknown>({ labels: { app: 'x' } }, { namespace: 'outside', labels: { app: 'x' }, cidrs: ['10.9.0.0/24'] }),
  },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(undefined, [], '10.0.0.0/8', ['10.0.0.1'], {}, ['::/0', '0.0.0.0/0'], null) },
);

/** Calls of hosts outside, and what an overlay says of the network. */
export interface Networked {
  readonly calls: readonly { readonly host: string; readonly port: number; readonly by: number; readonly area: unknown }[];
  readonly capabilities: readonly string[];
  readonly policies: object;
}

/** A network that is mostly told rightly: three of four hosts have their place, or their name is enough. */
export const networks: fc.Arbitrary<Networked> = fc.record({
  calls: fc.array(
    fc.record({
      host: fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...hosts.slice(0, -3)) }, { weight: 1, arbitrary: fc.constantFrom(...hosts) }),
      port: fc.constantFrom(443, 443, 587, 8443, 1, 65535),
      by: fc.nat(),
      area,
    }),
    { minLength: 1, maxLength: 5 },
  ),
  capabilities: fc.constantFrom<readonly string[]>(
    [],
    ['cilium.io/v2'],
    ['networking.gke.io/v1alpha1'],
    ['networking.gke.io/v1alpha1', 'cilium.io/v2'],
  ),
  policies: fc.oneof(
    { weight: 8, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.constantFrom({ policies: 'ingress-only', reason: 'not yet' }, { policies: 'none' }) },
  ),
});

/** A platform whose services call hosts outside. */
export function withNetwork(input: PlatformInput, { calls, capabilities, policies }: Networked): PlatformInput {
  const services = structuredClone(input.services) as Record<string, Record<string, unknown>>;
  const keys = Object.keys(services).filter((key) => services[key]?.['of'] === undefined);
  for (const { host, port, by } of calls) {
    const service = services[keys[by % keys.length] ?? ''];
    if (service === undefined) continue;
    service['egress'] = [...((service['egress'] as object[] | undefined) ?? []), { host, port }];
  }
  const { overlay = {} } = input as {
    readonly overlay?: { readonly network?: { readonly hosts?: object }; readonly capabilities?: readonly string[] };
  };
  const named = capabilities.length > 0 ? calls.filter(({ port }) => port < 500) : calls;
  const told = Object.fromEntries(named.flatMap(({ host, area: where }) => (where === undefined ? [] : [[host, where] as const])));
  const network = { ...overlay.network, ...policies, hosts: { ...overlay.network?.hosts, ...told } };
  return {
    ...input,
    services,
    overlay: { ...overlay, network, capabilities: [...new Set([...(overlay.capabilities ?? []), ...capabilities])] },
  };
}

/** Asserts that the policies of a platform let pass what its workloads call outside. */
export function expectHostsReached(compiled: CompiledPlatform): void {
  const { platform, blueprint } = compiled;
  if (platform.network.policies !== 'full' || platform.patches.length > 0) return;
  const { pods, policies } = emittedNetwork(compiled);
  const byId = new Map(pods.map(({ id, pod }) => [id, pod]));
  const reach = reachabilityOf(policies);
  for (const { from, to, port, protocol } of blueprint.connections) {
    const caller = from.kind === 'workload' ? byId.get(from.id) : undefined;
    if (caller === undefined || to.kind !== 'host') continue;
    const ends = outsideOf(to, compiled);
    if (ends.length === 0 || !ends.every((end) => reach(caller, end, port ?? otherPort, protocol).passes))
      throw new Error(`${JSON.stringify(from)} does not reach ${to.host}:${port}`);
  }
}

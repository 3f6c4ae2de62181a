import { listOf, mappingOf, textOf } from '../objects/mappings';
import type { Peer, Policy, PolicyRule } from './policy';
import { readCiliumPolicy } from './read-cilium-policy';
import { type NamedPolicy, readSelector } from './read-selector';

/**
 * Reads what an object lets pass: a NetworkPolicy, a CiliumNetworkPolicy, or a FQDNNetworkPolicy of GKE. A field of the wrong type counts as left out: whether the object is legal is the API
 * server's affair.
 * @param namespace the namespace of an object that names none
 * @returns none if the object is something else
 */
export function readPolicies(object: Readonly<Record<string, unknown>>, namespace: string): Policy[] {
  const metadata = mappingOf(object['metadata']);
  const named = { name: textOf(metadata['name']) ?? '', namespace: textOf(metadata['namespace']) ?? namespace };
  const spec = mappingOf(object['spec']);
  switch (`${textOf(object['apiVersion']) ?? ''}/${textOf(object['kind']) ?? ''}`) {
    case 'networking.k8s.io/v1/NetworkPolicy':
      return [readPolicy(named, spec)];
    case 'cilium.io/v2/CiliumNetworkPolicy':
      return [...('spec' in object ? [spec] : []), ...listOf(object['specs']).map(mappingOf)].map((one) => readCiliumPolicy(named, one));
    case 'networking.gke.io/v1alpha1/FQDNNetworkPolicy':
      return [readNamePolicy(named, spec)];
    default:
      return [];
  }
}

function readPolicy(named: NamedPolicy, spec: Readonly<Record<string, unknown>>): Policy {
  const { ingress, egress, policyTypes } = spec;
  // What the API server fills in: ingress always, egress if the policy has rules for it.
  const types = Array.isArray(policyTypes) ? policyTypes : ['Ingress', ...(Array.isArray(egress) ? ['Egress'] : [])];
  return {
    ...named,
    kind: 'NetworkPolicy',
    selects: readSelector(spec['podSelector']),
    ingress: types.includes('Ingress') ? listOf(ingress).map((rule) => readRule(rule, 'from')) : undefined,
    egress: types.includes('Egress') ? listOf(egress).map((rule) => readRule(rule, 'to')) : undefined,
  };
}

function readRule(value: unknown, direction: 'from' | 'to'): PolicyRule {
  const rule = mappingOf(value);
  const peers = listOf(rule[direction]);
  const ports = listOf(rule['ports']);
  return {
    peers: peers.length === 0 ? undefined : peers.map(readPeer),
    ports:
      ports.length === 0
        ? undefined
        : ports.map((item) => {
            const { protocol, port, endPort } = mappingOf(item);
            return {
              protocol: textOf(protocol) ?? 'TCP',
              port: typeof port === 'number' || typeof port === 'string' ? port : undefined,
              endPort: typeof endPort === 'number' ? endPort : undefined,
            };
          }),
  };
}

function readPeer(value: unknown): Peer {
  const { ipBlock, namespaceSelector, podSelector } = mappingOf(value);
  if (ipBlock !== undefined) {
    const { cidr, except } = mappingOf(ipBlock);
    return { kind: 'addresses', cidr: textOf(cidr) ?? '', except: listOf(except).flatMap((block) => textOf(block) ?? []) };
  }
  return {
    kind: 'pods',
    namespaces: namespaceSelector === undefined ? undefined : readSelector(namespaceSelector),
    pods: readSelector(podSelector),
  };
}

/** GKE lets pass what a policy of names or another one lets pass. */
function readNamePolicy(named: NamedPolicy, { podSelector, egress }: Readonly<Record<string, unknown>>): Policy {
  return {
    ...named,
    kind: 'FQDNNetworkPolicy',
    selects: readSelector(podSelector),
    ingress: undefined,
    egress: listOf(egress).map((rule): PolicyRule => {
      const { matches, ...rest } = mappingOf(rule);
      const patterns = listOf(matches).flatMap((match) => {
        const { name, pattern } = mappingOf(match);
        return textOf(name) ?? textOf(pattern) ?? [];
      });
      return { ...readRule(rest, 'to'), peers: [{ kind: 'names', patterns }] };
    }),
  };
}

import type { NetworkPolicy } from '../blueprint';
import { listOf, mappingOf, textOf } from '../objects/mappings';

/** A NetworkPolicy as reachability reads it, whoever wrote it. */
export interface Policy {
  readonly name: string;
  readonly namespace: string;
  readonly selects: Selector;
  /** Undefined if the policy does not close the direction. */
  readonly ingress: readonly PolicyRule[] | undefined;
  readonly egress: readonly PolicyRule[] | undefined;
}

/** What passes. Undefined stands for anyone, and for every port. */
export interface PolicyRule {
  readonly peers: readonly Peer[] | undefined;
  readonly ports: readonly PortRange[] | undefined;
}

/** Pods, by namespace AND labels; or addresses. */
export type Peer =
  | {
      readonly kind: 'pods';
      /** Undefined for the policy's own namespace. */ readonly namespaces: Selector | undefined;
      readonly pods: Selector;
    }
  | { readonly kind: 'addresses'; readonly cidr: string; readonly except: readonly string[] };

/** Ports by number, by a range, or by the name that a container gives one; undefined for every port of the protocol. */
export interface PortRange {
  readonly protocol: string;
  readonly port: number | string | undefined;
  readonly endPort: number | undefined;
}

/** A label selector: all of it has to hold. */
export interface Selector {
  readonly labels: Readonly<Record<string, string>>;
  readonly expressions: readonly { readonly key: string; readonly operator: string; readonly values: readonly string[] }[];
}

type Labels = Readonly<Record<string, string>>;

/** Whether labels fit a selector; an operator that Kubernetes does not know fits nothing. */
export function selects({ labels, expressions }: Selector, of: Labels): boolean {
  for (const name of Object.keys(labels)) if (!Object.hasOwn(of, name) || of[name] !== labels[name]) return false;
  return expressions.every(({ key, operator, values }) => {
    const value = Object.hasOwn(of, key) ? of[key] : undefined;
    switch (operator) {
      case 'In':
        return value !== undefined && values.includes(value);
      case 'NotIn':
        return value === undefined || !values.includes(value);
      case 'Exists':
        return value !== undefined;
      case 'DoesNotExist':
        return value === undefined;
      default:
        return false;
    }
  });
}

/** A policy of ours, in the form that it has as an object. */
export function policyOf({ name, selects: selected, directions, ingress, egress }: NetworkPolicy, namespace: string): Policy {
  const selectorOf = ({ labels, oneOf }: NetworkPolicy['selects']): Selector => ({
    labels,
    expressions: oneOf === undefined ? [] : [{ key: oneOf.label, operator: 'In', values: oneOf.values }],
  });
  const rulesOf = (rules: NetworkPolicy['ingress']): PolicyRule[] =>
    rules.map(({ peers, ports }) => ({
      peers:
        peers.length === 0
          ? undefined
          : peers.map((peer): Peer => {
              if ('cidr' in peer) return { kind: 'addresses', cidr: peer.cidr, except: peer.except ?? [] };
              const namespaces = peer.namespace === undefined ? undefined : byNamespace(peer.namespace);
              return { kind: 'pods', namespaces, pods: selectorOf(peer.pods ?? { labels: {} }) };
            }),
      ports: ports.length === 0 ? undefined : ports.map(({ port, protocol }) => ({ port, protocol, endPort: undefined })),
    }));
  return {
    name,
    namespace,
    selects: selectorOf(selected),
    ingress: directions.includes('Ingress') ? rulesOf(ingress) : undefined,
    egress: directions.includes('Egress') ? rulesOf(egress) : undefined,
  };
}

function byNamespace(name: string): Selector {
  return { labels: { 'kubernetes.io/metadata.name': name }, expressions: [] };
}

/**
 * Reads a NetworkPolicy of `networking.k8s.io/v1`. A field of the wrong type counts as left out: whether the object is legal is the API server's affair.
 * @param namespace the namespace of an object that names none
 * @returns undefined if the object is something else
 */
export function readPolicy(object: Readonly<Record<string, unknown>>, namespace: string): Policy | undefined {
  if (object['kind'] !== 'NetworkPolicy' || object['apiVersion'] !== 'networking.k8s.io/v1') return undefined;
  const metadata = mappingOf(object['metadata']);
  const spec = mappingOf(object['spec']);
  const { ingress, egress, policyTypes } = spec;
  // What the API server fills in: ingress always, egress if the policy has rules for it.
  const types = Array.isArray(policyTypes) ? policyTypes : ['Ingress', ...(Array.isArray(egress) ? ['Egress'] : [])];
  return {
    name: textOf(metadata['name']) ?? '',
    namespace: textOf(metadata['namespace']) ?? namespace,
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

function readSelector(value: unknown): Selector {
  const { matchLabels, matchExpressions } = mappingOf(value);
  return {
    labels: Object.fromEntries(
      Object.entries(mappingOf(matchLabels)).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : [])),
    ),
    expressions: listOf(matchExpressions).map((item) => {
      const { key, operator, values } = mappingOf(item);
      return { key: textOf(key) ?? '', operator: textOf(operator) ?? '', values: listOf(values).flatMap((one) => textOf(one) ?? []) };
    }),
  };
}

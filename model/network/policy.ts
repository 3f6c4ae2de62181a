import type { NamePolicy, NetworkPolicy, PodSelector } from '../blueprint';

/** A NetworkPolicy as reachability reads it, whoever wrote it. */
export interface Policy {
  readonly kind: PolicyKind;
  readonly name: string;
  readonly namespace: string;
  readonly selects: Selector;
  /** Undefined if the policy does not close the direction. */
  readonly ingress: readonly PolicyRule[] | undefined;
  readonly egress: readonly PolicyRule[] | undefined;
}

/** The kinds of objects that say what may pass. What passes by one of them passes, whatever the others say. */
export type PolicyKind = 'NetworkPolicy' | NamePolicy['kind'];

/** What passes. Undefined stands for anyone, and for every port. */
export interface PolicyRule {
  readonly peers: readonly Peer[] | undefined;
  readonly ports: readonly PortRange[] | undefined;
}

/** Pods, by namespace AND labels; addresses; or hosts outside by DNS name, in which `*` stands for a label. */
export type Peer =
  | {
      readonly kind: 'pods';
      /** Undefined for the policy's own namespace. */ readonly namespaces: Selector | undefined;
      readonly pods: Selector;
    }
  | { readonly kind: 'addresses'; readonly cidr: string; readonly except: readonly string[] }
  | { readonly kind: 'names'; readonly patterns: readonly string[] };

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

/** A selector of ours in the form that it has in objects. */
export function selectorOf({ labels, oneOf, noneOf }: PodSelector): Selector {
  const expression = (operator: string, { label, values }: NonNullable<typeof oneOf>): Selector['expressions'][number] => ({
    key: label,
    operator,
    values,
  });
  return {
    labels,
    expressions: [
      ...(oneOf === undefined ? [] : [expression('In', oneOf)]),
      ...(noneOf === undefined ? [] : [expression('NotIn', noneOf)]),
    ],
  };
}

/** A policy of ours and, if it has one, that of names beside it, in the form that they have as objects. */
export function policiesOf(
  { name, selects: selected, directions, ingress, egress, names }: NetworkPolicy,
  namespace: string,
): [Policy, ...Policy[]] {
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
      ports: portsOf(ports),
    }));
  const shared = { name, namespace, selects: selectorOf(selected) };
  const own: Policy = {
    ...shared,
    kind: 'NetworkPolicy',
    ingress: directions.includes('Ingress') ? rulesOf(ingress) : undefined,
    egress: directions.includes('Egress') ? rulesOf(egress) : undefined,
  };
  if (names === undefined) return [own];
  const toNames = names.rules.map(({ hosts, ports }): PolicyRule => ({
    peers: [{ kind: 'names', patterns: hosts }],
    ports: portsOf(ports),
  }));
  return [own, { ...shared, kind: names.kind, ingress: undefined, egress: [...rulesOf(names.dns), ...toNames] }];
}

function portsOf(ports: NetworkPolicy['ingress'][number]['ports']): readonly PortRange[] | undefined {
  return ports.length === 0 ? undefined : ports.map(({ port, protocol }) => ({ port, protocol, endPort: undefined }));
}

function byNamespace(name: string): Selector {
  return { labels: { 'kubernetes.io/metadata.name': name }, expressions: [] };
}

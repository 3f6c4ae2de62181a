import { listOf, mappingOf, textOf } from '../objects/mappings';
import type { Peer, Policy, PolicyRule, PortRange, Selector } from './policy';
import { type NamedPolicy, readSelector } from './read-selector';

type Mapping = Readonly<Record<string, unknown>>;

/** The label by which Cilium knows the namespace of a pod, and the one of the namespace itself. */
const namespaceLabel = 'io.kubernetes.pod.namespace';
const metadataName = 'kubernetes.io/metadata.name';

/** The fields that say who is meant, with the direction in front; a rule has one of them. */
const whoFields = ['Endpoints', 'CIDR', 'CIDRSet', 'FQDNs', 'Entities', 'Services', 'Groups', 'Nodes', 'Requires'] as const;

/**
 * Reads one rule set of a CiliumNetworkPolicy, as far as it names pods, addresses, hosts and ports. What it says of nodes, Services and requests lets nothing pass here, and what it denies is
 * passed over.
 * @see https://docs.cilium.io/en/stable/security/policy/language/
 */
export function readCiliumPolicy(named: NamedPolicy, spec: Mapping): Policy {
  const { endpointSelector, ingress, egress } = spec;
  return {
    ...named,
    kind: 'CiliumNetworkPolicy',
    selects: withoutSources(readSelector(endpointSelector)),
    ingress: Array.isArray(ingress) ? listOf(ingress).flatMap((rule) => readRule(mappingOf(rule), 'from')) : undefined,
    egress: Array.isArray(egress) ? listOf(egress).flatMap((rule) => readRule(mappingOf(rule), 'to')) : undefined,
  };
}

function readRule(rule: Mapping, direction: 'from' | 'to'): PolicyRule[] {
  const saysWho = whoFields.some((field) => Array.isArray(rule[`${direction}${field}`]));
  // A rule that says nothing lets nothing pass: so a direction is closed.
  if (!saysWho && !Array.isArray(rule['toPorts'])) return [];
  const peers = saysWho ? readPeers(rule, direction) : undefined;
  const ports = readPorts(rule['toPorts']);
  return peers === 'everybody' ? [{ peers: undefined, ports }] : [{ peers, ports }];
}

function readPeers(rule: Mapping, direction: 'from' | 'to'): Peer[] | 'everybody' {
  const of = (field: (typeof whoFields)[number]): readonly unknown[] => listOf(rule[`${direction}${field}`]);
  const entities = of('Entities');
  if (entities.includes('all')) return 'everybody';
  const block = (cidr: unknown, except: unknown = []): Peer => ({
    kind: 'addresses',
    cidr: textOf(cidr) ?? '',
    except: listOf(except).flatMap((one) => textOf(one) ?? []),
  });
  return [
    ...of('Endpoints').map(readEndpoints),
    ...of('CIDR').map((cidr) => block(cidr)),
    ...of('CIDRSet').map((set) => block(mappingOf(set)['cidr'], mappingOf(set)['except'])),
    ...(entities.includes('world') ? [block('0.0.0.0/0'), block('::/0'), names(['*'])] : []),
    ...(entities.includes('cluster') ? [{ kind: 'pods', namespaces: everything, pods: everything } as const] : []),
    names(
      of('FQDNs').flatMap((host) => {
        const { matchName, matchPattern } = mappingOf(host);
        return textOf(matchName) ?? textOf(matchPattern) ?? [];
      }),
    ),
  ];
}

const everything: Selector = { labels: {}, expressions: [] };

function names(patterns: readonly string[]): Peer {
  return { kind: 'names', patterns };
}

/** Pods of the policy's own namespace, unless a label says which. */
function readEndpoints(value: unknown): Peer {
  const { labels, expressions } = withoutSources(readSelector(value));
  const isOfNamespace = (label: string): boolean => label === namespaceLabel;
  const { [namespaceLabel]: namespace, ...own } = labels;
  const about = expressions.filter(({ key }) => isOfNamespace(key));
  return {
    kind: 'pods',
    namespaces:
      namespace === undefined && about.length === 0
        ? undefined
        : {
            labels: namespace === undefined ? {} : { [metadataName]: namespace },
            expressions: about.map((expression) => ({ ...expression, key: metadataName })),
          },
    pods: { labels: own, expressions: expressions.filter(({ key }) => !isOfNamespace(key)) },
  };
}

/** Labels carry where they are from, such as `k8s:`; those of pods are all from Kubernetes. */
function withoutSources({ labels, expressions }: Selector): Selector {
  const bare = (label: string): string => label.replace(/^(?:k8s|any):/, '');
  return {
    labels: Object.fromEntries(Object.entries(labels).map(([label, value]) => [bare(label), value])),
    expressions: expressions.map(({ key, ...rest }) => ({ ...rest, key: bare(key) })),
  };
}

function readPorts(toPorts: unknown): PortRange[] | undefined {
  const ports = listOf(toPorts).flatMap((item) => listOf(mappingOf(item)['ports']));
  if (ports.length === 0) return undefined;
  return ports.flatMap((item) => {
    const { port, protocol, endPort } = mappingOf(item);
    const text = textOf(port) ?? '0';
    const number = /^\d+$/.test(text) ? Number(text) : text;
    const protocols = typeof protocol === 'string' && protocol !== 'ANY' && protocol !== '' ? [protocol] : ['TCP', 'UDP', 'SCTP'];
    return protocols.map((one) => ({
      protocol: one,
      port: number === 0 ? undefined : number,
      endPort: typeof endPort === 'number' && endPort > 0 ? endPort : undefined,
    }));
  });
}

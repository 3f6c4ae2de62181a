import type { Comparison } from '../comparison';
import { type NetworkChange, networkChanges } from '../network/changes';
import type { Edge } from '../network/edges';
import { type Peer, type PortRange, type Selector } from '../../model/network/policy';
import { consequence } from './consequence';

/** What the policies of a pod let through together, and did not. */
export const networkOpens = consequence('plan-network-opens', 'security', (comparison, report) => {
  for (const change of changesBy(comparison, 'opens')) report(change.object, argsOf(change));
});

/** What the policies of a pod let through together, and do no more. */
export const networkCloses = consequence('plan-network-closes', 'interrupts', (comparison, report) => {
  for (const change of changesBy(comparison, 'closes')) report(change.object, argsOf(change));
});

function changesBy(comparison: Comparison, effect: NetworkChange['effect']): NetworkChange[] {
  return networkChanges(comparison).filter((change) => change.effect === effect);
}

interface NetworkArgs {
  readonly direction: NetworkChange['direction'];
  readonly workloads: readonly string[];
  readonly edges: readonly string[];
}

function argsOf({ direction, workloads, edges }: NetworkChange): NetworkArgs {
  return { direction, workloads, edges: edges.map((edge) => edgeText(edge, direction)) };
}

function edgeText({ peer, port }: Edge, direction: NetworkChange['direction']): string {
  return `${direction === 'ingress' ? 'from' : 'to'} ${peer === undefined ? 'everything' : peerText(peer)} on ${portText(port)}`;
}

function peerText(peer: Peer): string {
  if (peer.kind === 'names') return peer.patterns.join(', ');
  if (peer.kind === 'addresses') return `${peer.cidr}${peer.except.length === 0 ? '' : ` but ${peer.except.join(', ')}`}`;
  const { pods, namespaces } = peer;
  const isAll = Object.keys(pods.labels).length + pods.expressions.length === 0;
  const selected = isAll ? 'all pods' : `pods ${selectorText(pods)}`;
  return namespaces === undefined ? selected : `${selected} of namespaces ${selectorText(namespaces)}`;
}

function selectorText({ labels, expressions }: Selector): string {
  const texts = Object.entries(labels).map(([key, value]) => `${shortOf(key)}=${value}`);
  const asked = expressions.map(
    ({ key, operator, values }) => `${shortOf(key)} ${operator}${values.length === 0 ? '' : ` ${values.join('|')}`}`,
  );
  return [...texts, ...asked].join(',') || 'of any label';
}

function shortOf(label: string): string {
  return label.replace(/^(?:app\.kubernetes\.io|kubernetes\.io\/metadata\.name$)\/?/, '') || 'name';
}

function portText(range: PortRange | undefined): string {
  const { port, endPort, protocol = 'TCP' } = range ?? {};
  const number = port === undefined ? 'every port' : `port ${port}`;
  return `${number}${endPort === undefined ? '' : ` to ${endPort}`}${protocol === 'TCP' ? '' : ` by ${protocol}`}`;
}

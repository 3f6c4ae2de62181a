import type { KubernetesObject } from '../../model';
import { listOf, mappingOf, textOf } from '../../model/objects/mappings';
import { shown, valueAt } from '../objects';
import { consequence } from './consequence';

/** What a network policy lets through and did not before. */
export const networkOpens = consequence('plan-network-opens', 'security', ({ pairs, gone }, report) => {
  for (const { before, now } of policies(pairs)) {
    const was = edgesOf(before);
    const edges = [...edgesOf(now)].filter((edge) => !was.has(edge));
    if (edges.length > 0) report(now, { edges });
  }
  for (const object of gone) if (isPolicy(object)) report(object, { edges: ['all that no other policy closes'] });
});

/** What a network policy let through and does no more. */
export const networkCloses = consequence('plan-network-closes', 'interrupts', ({ pairs }, report) => {
  for (const { before, now } of policies(pairs)) {
    const is = edgesOf(now);
    const edges = [...edgesOf(before)].filter((edge) => !is.has(edge));
    if (edges.length > 0) report(now, { edges });
  }
});

function isPolicy({ kind, apiVersion }: KubernetesObject): boolean {
  return kind === 'NetworkPolicy' && apiVersion.startsWith('networking.k8s.io/');
}

function policies<P extends { readonly before: KubernetesObject; readonly now: KubernetesObject }>(pairs: readonly P[]): readonly P[] {
  return pairs.filter(({ now }) => isPolicy(now));
}

/** Each peer and port that a policy lets through, in words. */
function edgesOf(policy: KubernetesObject): Set<string> {
  return new Set(
    (['ingress', 'egress'] as const).flatMap((direction) =>
      listOf(valueAt(policy, `spec.${direction}`))
        .map(mappingOf)
        .flatMap((rule) => {
          const peers = listOf(rule[direction === 'ingress' ? 'from' : 'to']).map((peer) => peerText(mappingOf(peer)));
          const ports = listOf(rule['ports']).map((port) => portText(mappingOf(port)));
          return (peers.length === 0 ? ['everything'] : peers).flatMap((peer) =>
            (ports.length === 0 ? ['every port'] : ports).map((port) => `${direction === 'ingress' ? 'from' : 'to'} ${peer} on ${port}`),
          );
        }),
    ),
  );
}

function peerText({ namespaceSelector, podSelector, ipBlock }: Readonly<Record<string, unknown>>): string {
  if (ipBlock !== undefined) {
    const { cidr, except } = mappingOf(ipBlock);
    return `${shown(cidr)}${except === undefined ? '' : ` but ${listOf(except).map(shown).join(', ')}`}`;
  }
  const pods = podSelector === undefined ? 'all pods' : `pods ${labelsText(podSelector)}`;
  return namespaceSelector === undefined ? pods : `${pods} of namespaces ${labelsText(namespaceSelector)}`;
}

function labelsText(selector: unknown): string {
  const { matchLabels, matchExpressions } = mappingOf(selector);
  const labels = Object.entries(mappingOf(matchLabels)).map(([key, value]) => `${key.replace('app.kubernetes.io/', '')}=${shown(value)}`);
  return [...labels, ...(matchExpressions === undefined ? [] : [JSON.stringify(matchExpressions)])].join(',') || 'of any label';
}

function portText({ port, endPort, protocol }: Readonly<Record<string, unknown>>): string {
  const number = port === undefined ? 'every port' : `port ${shown(port)}`;
  return `${number}${endPort === undefined ? '' : ` to ${shown(endPort)}`}${(textOf(protocol) ?? 'TCP') === 'TCP' ? '' : ` by ${shown(protocol)}`}`;
}

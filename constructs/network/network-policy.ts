import type { Chart } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { Blueprint, NetworkPeer, NetworkPolicy, NetworkRule } from '../../model/blueprint';
import { createSubject, metadataOf, type Setting, type Subject, workloadSubject } from '../delivery/metadata';
import { Manifest, type Plain } from '../manifest';
import { HostNamePolicy } from './host-name-policy';
import { podSelectorOf } from './pod-selector';

/** Adds the network policies, each to its file. */
export function addNetworkPolicies(chart: (file: string) => Chart, blueprint: Blueprint): void {
  const { product } = blueprint;
  const shared = createSubject(blueprint, { name: product, instance: product, component: 'network' });
  const workloads = new Map(blueprint.workloads.map((workload) => [workload.id, workload]));
  for (const policy of blueprint.networkPolicies) {
    const workload = workloads.get(policy.workload ?? '');
    const subject = workload === undefined ? shared : workloadSubject(blueprint, workload);
    const id = policy.workload?.replace('/', '-') ?? policy.name;
    new WorkloadNetworkPolicy(chart(policy.file), `network-policy-${id}`, { setting: blueprint, subject, policy });
    if (policy.names !== undefined)
      new HostNamePolicy(chart(policy.file), `host-names-${id}`, { setting: blueprint, subject, policy, names: policy.names });
  }
}

/** A network policy, and the labels of what it belongs to. */
export interface WorkloadNetworkPolicyProps {
  readonly setting: Setting;
  readonly subject: Subject;
  readonly policy: NetworkPolicy;
}

/**
 * What pods may get and send. A direction without rules is left out: the API server writes an empty list anew each time that it is applied.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export class WorkloadNetworkPolicy extends Manifest {
  constructor(scope: Construct, id: string, { setting, subject, policy }: WorkloadNetworkPolicyProps) {
    const { name, stage, selects, directions, ingress, egress } = policy;
    super(scope, id, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadataOf(setting, subject, { name, stage }),
      spec: {
        podSelector: podSelectorOf(selects),
        policyTypes: [...directions],
        ...(ingress.length > 0 && { ingress: ingress.map((rule) => ruleOf('from', rule)) }),
        ...(egress.length > 0 && { egress: egress.map((rule) => ruleOf('to', rule)) }),
      } satisfies Plain<k8s.NetworkPolicySpec>,
    });
  }
}

function ruleOf(
  direction: 'from' | 'to',
  { peers, ports }: NetworkRule,
): Plain<k8s.NetworkPolicyIngressRule & k8s.NetworkPolicyEgressRule> {
  return {
    ...(peers.length > 0 && { [direction]: peers.map(peerOf) }),
    ...(ports.length > 0 && { ports: ports.map(({ port, protocol }) => ({ port, protocol })) }),
  };
}

function peerOf(peer: NetworkPeer): Plain<k8s.NetworkPolicyPeer> {
  if ('cidr' in peer) return { ipBlock: { cidr: peer.cidr, ...(peer.except !== undefined && { except: [...peer.except] }) } };
  const { namespace, pods } = peer;
  return {
    ...(namespace !== undefined && { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } }),
    ...((pods !== undefined || namespace === undefined) && { podSelector: podSelectorOf(pods ?? { labels: {} }) }),
  };
}

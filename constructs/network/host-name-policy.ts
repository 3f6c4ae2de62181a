import type { Construct } from 'constructs';
import type { CiliumNetworkPolicySpec, CiliumNetworkPolicySpecEgress } from '../../imports/cilium.io';
import type { FqdnNetworkPolicySpec } from '../../imports/networking.gke.io';
import {
  type NamePolicy,
  type NameRule,
  type NetworkPolicy,
  type NetworkPort,
  type NetworkRule,
  namePolicyVersions,
} from '../../model/blueprint';
import { metadataOf, type Setting, type Subject } from '../delivery/metadata';
import { type CustomPlain, Manifest } from '../manifest';
import { podSelectorOf } from './pod-selector';

/** Hosts that pods may call by name, the policy that this stands beside, and the labels of what it belongs to. */
export interface HostNamePolicyProps {
  readonly setting: Setting;
  readonly subject: Subject;
  readonly policy: NetworkPolicy;
  readonly names: NamePolicy;
}

/**
 * What pods may send to hosts by name. A CiliumNetworkPolicy and a FQDNNetworkPolicy add to what a NetworkPolicy lets pass, so each has the names alone.
 * @see https://docs.cilium.io/en/stable/security/policy/language/#dns-based
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/fqdn-network-policies
 */
export class HostNamePolicy extends Manifest {
  constructor(scope: Construct, id: string, { setting, subject, policy, names }: HostNamePolicyProps) {
    const { kind, rules, dns } = names;
    const pods = podSelectorOf(policy.selects);
    super(scope, id, {
      apiVersion: namePolicyVersions[kind],
      kind,
      metadata: metadataOf(setting, subject, { name: policy.name, stage: policy.stage }),
      spec:
        kind === 'CiliumNetworkPolicy'
          ? ({
              endpointSelector: pods,
              egress: [...dns.map(ciliumDns), ...rules.map(ciliumNames)],
            } satisfies CustomPlain<CiliumNetworkPolicySpec>)
          : ({ podSelector: pods, egress: rules.map(gkeNames) } satisfies CustomPlain<FqdnNetworkPolicySpec>),
    });
  }
}

/** Cilium reads the answers of the DNS only if a rule says so. Every name may be asked for, as it may without this: search domains make many of one. */
function ciliumDns({ peers, ports }: NetworkRule): CustomPlain<CiliumNetworkPolicySpecEgress> {
  const endpoints = peers.flatMap((peer) => {
    if ('cidr' in peer) return [];
    const { namespace, pods } = peer;
    const labels = Object.entries(pods?.labels ?? {}).map(([name, value]) => [`k8s:${name}`, value]);
    return {
      matchLabels: {
        ...(namespace !== undefined && { 'k8s:io.kubernetes.pod.namespace': namespace }),
        ...(Object.fromEntries(labels) as Readonly<Record<string, string>>),
      },
    };
  });
  const blocks = peers.flatMap((peer) => ('cidr' in peer ? peer.cidr : []));
  return {
    ...(endpoints.length > 0 && { toEndpoints: endpoints }),
    ...(blocks.length > 0 && { toCIDR: blocks }),
    toPorts: [{ ports: ports.map(ciliumPort), rules: { dns: [{ matchPattern: '*' }] } }],
  };
}

/** The most ports that Cilium takes in one list. */
const mostPorts = 40;

function ciliumNames({ hosts, ports }: NameRule): CustomPlain<CiliumNetworkPolicySpecEgress> {
  const lists = Array.from({ length: Math.ceil(ports.length / mostPorts) }, (_, index) =>
    ports.slice(index * mostPorts, (index + 1) * mostPorts),
  );
  return {
    toFQDNs: hosts.map((host) => (host.includes('*') ? { matchPattern: host } : { matchName: host })),
    ...(lists.length > 0 && { toPorts: lists.map((list) => ({ ports: list.map(ciliumPort) })) }),
  };
}

function ciliumPort({ port, protocol }: NetworkPort): { readonly port: string; readonly protocol: string } {
  return { port: String(port), protocol };
}

function gkeNames({ hosts, ports }: NameRule): CustomPlain<FqdnNetworkPolicySpec>['egress'][number] {
  return {
    matches: hosts.map((host) => (host.includes('*') ? { pattern: host } : { name: host })),
    ...(ports.length > 0 && { ports: ports.map(({ port, protocol }) => ({ port: Number(port), protocol })) }),
  };
}

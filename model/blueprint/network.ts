import type { Place } from '../../diagnostics';
import type { Capability } from '../../registry/schema';
import type { Stage } from './stage';

/** A NetworkPolicy: what the pods that it selects may get or send. Each direction that it has is closed but for its rules. */
export interface NetworkPolicy {
  readonly name: string;
  /** The file that it is written to, without an ending. */
  readonly file: string;
  /** The id of the workload that it belongs to; undefined if it belongs to none. */
  readonly workload: string | undefined;
  /** The pods: all of the namespace if it names no label. */
  readonly selects: PodSelector;
  /** The directions that it closes. */
  readonly directions: readonly ('Ingress' | 'Egress')[];
  readonly ingress: readonly NetworkRule[];
  readonly egress: readonly NetworkRule[];
  /** The hosts outside that the pods may call by name, which is an object of its own beside the policy; undefined if there are none. */
  readonly names: NamePolicy | undefined;
  readonly stage: Stage;
  readonly place: Place;
}

/** The kinds of objects that know DNS names, with the version of their API. */
export const namePolicyVersions = {
  CiliumNetworkPolicy: 'cilium.io/v2',
  FQDNNetworkPolicy: 'networking.gke.io/v1alpha1',
} as const satisfies Readonly<Record<string, Capability>>;

/** Which hosts pods may call by name. It has the name of the policy that it stands beside, and selects the same pods. */
export interface NamePolicy {
  readonly kind: keyof typeof namePolicyVersions;
  readonly rules: readonly NameRule[];
  /** Whose answers tell the addresses of the names; empty if the kind finds that by itself. */
  readonly dns: readonly NetworkRule[];
}

/** What passes: to one of the hosts, at one of the ports. */
export interface NameRule {
  /** DNS names; `*.example.com` stands for every name with one label in front. */
  readonly hosts: readonly string[];
  /** Numbers; empty for every port. */
  readonly ports: readonly NetworkPort[];
}

/** What passes: to or from one of the peers, at one of the ports. */
export interface NetworkRule {
  /** Empty for anyone. */
  readonly peers: readonly NetworkPeer[];
  /** Empty for every port. */
  readonly ports: readonly NetworkPort[];
}

/** Who is meant: pods, or addresses. */
export type NetworkPeer =
  | {
      /** The namespace by its name; undefined for the policy's own. */
      readonly namespace: string | undefined;
      /** Undefined for all pods of the namespace. */
      readonly pods: PodSelector | undefined;
    }
  | { readonly cidr: string; /** Addresses of it that are not meant; left out if all are. */ readonly except?: readonly string[] };

/** Labels that pods have. */
export interface PodSelector {
  readonly labels: Readonly<Record<string, string>>;
  /** A label of which pods have one of several values; left out if there is none. */
  readonly oneOf?: { readonly label: string; readonly values: readonly string[] };
  /** A label of which pods have none of some values, or that they do not have; left out if there is none. */
  readonly noneOf?: { readonly label: string; readonly values: readonly string[] };
}

/** A port of pods: its number, or the name that a container gives it. */
export interface NetworkPort {
  readonly port: number | string;
  readonly protocol: 'TCP' | 'UDP';
}

import type { Place } from '../../diagnostics';
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
  readonly stage: Stage;
  readonly place: Place;
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
}

/** A port of pods: its number, or the name that a container gives it. */
export interface NetworkPort {
  readonly port: number | string;
  readonly protocol: 'TCP' | 'UDP';
}

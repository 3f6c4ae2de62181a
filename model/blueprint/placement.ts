import type { DnsConfig, HostAlias, Spread, Toleration } from '../platform';
import { deepFreeze } from './shared-value';

/** Where pods run, and what they carry beside what follows from their workload. */
export interface Placement {
  /** The labels that a node has to have. */
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly Toleration[];
  /** The pods that these would rather be near to, by what selects them; undefined if there are none. */
  readonly near: { readonly name: string; readonly component: string; readonly on: 'node' | 'zone' } | undefined;
  readonly dnsConfig: DnsConfig | undefined;
  readonly hostAliases: readonly HostAlias[];
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Whether the cluster autoscaler is told that it may remove their nodes, though they have local volumes. */
  readonly evictable: boolean;
  /** The Secrets with which images are pulled, where the account does not name them. */
  readonly pullSecrets: readonly string[];
}

/** How the pods of a workload are kept apart; false if they are not. */
export type Apart = Spread | false;

/** The placement of pods about which nothing is said. */
export const anywhere: Placement = deepFreeze({
  nodeSelector: {},
  tolerations: [],
  near: undefined,
  dnsConfig: undefined,
  hostAliases: [],
  labels: {},
  annotations: {},
  evictable: false,
  pullSecrets: [],
});

/** Where pods may run, and what they carry. */
export interface PodPlacement {
  /** The labels that a node has to have. */
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly Toleration[];
  /** The CPU architecture of the nodes; undefined for any. */
  readonly architecture: 'amd64' | 'arm64' | undefined;
  readonly dnsConfig: DnsConfig | undefined;
  readonly hostAliases: readonly HostAlias[];
  readonly podLabels: Readonly<Record<string, string>>;
  readonly podAnnotations: Readonly<Record<string, string>>;
}

/** Where the pods of a service run, and what they are given there. */
export interface ServicePlacement extends PodPlacement {
  readonly spread: Spread;
  readonly near: Near | undefined;
  /** The label, and the taint, of the nodes that are there for such pods alone. */
  readonly dedicated: { readonly key: string; readonly value: string } | undefined;
  /** Whole numbers of devices, by name. */
  readonly extendedResources: Readonly<Record<string, number>>;
  readonly serviceAccount: ServiceAccount;
  /** Whether the cluster autoscaler may remove the node, though the pod has empty directories on it. */
  readonly safeToEvict: boolean;
}

/** How pods are kept apart: as a wish, or as a condition over nodes or zones. */
export type Spread = 'preferred' | 'nodes' | 'zones';

/** A service that pods would rather be near to. */
export interface Near {
  readonly service: string;
  /** The `app.kubernetes.io/component` of its pods; undefined if the product has no such service, which is a finding. */
  readonly component: string | undefined;
  readonly on: 'node' | 'zone';
}

/** A taint that pods put up with, in the words of Kubernetes. */
export interface Toleration {
  readonly key?: string;
  readonly operator: 'Equal' | 'Exists';
  readonly value?: string;
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  readonly tolerationSeconds?: number;
}

/** The settings that are added to the resolver of pods. */
export interface DnsConfig {
  readonly nameservers: readonly string[];
  readonly searches: readonly string[];
  /** Undefined for an option without a value. */
  readonly options: readonly { readonly name: string; readonly value: string | undefined }[];
}

/** Names that lead to a fixed address. */
export interface HostAlias {
  readonly ip: string;
  readonly hostnames: readonly string[];
}

/** The account of a service. */
export interface ServiceAccount {
  /** The name of one that the team brings; undefined for an account of the service's own. */
  readonly name: string | undefined;
  readonly annotations: Readonly<Record<string, string>>;
}

import type { Place } from '../../diagnostics';

/** What the platform's pods may talk to beside each other. */
export interface Network {
  /** Which directions policies bound: both, what comes in alone, or none. */
  readonly policies: 'full' | 'ingress-only' | 'none';
  /** Why it is not both; undefined if nobody says. */
  readonly reason: string | undefined;
  readonly dns: NetworkArea & { /** The port of the pods that answer. */ readonly port: number };
  /** Whose pods lead requests from outside to services; undefined if nothing tells. */
  readonly edge: readonly NetworkArea[] | undefined;
  /** Whose pods read metrics. */
  readonly monitoring: readonly NetworkArea[];
  /** Whose pods run the database clusters of CloudNativePG. */
  readonly databaseOperator: NetworkArea;
  /** What is behind hosts outside the product, by name in code-unit order. */
  readonly hosts: readonly HostArea[];
  /** What the team's own workloads talk to, in the declared order. */
  readonly connections: readonly ForeignConnections[];
  /** The services of other products that call services of this one, by product and key. */
  readonly callers: readonly NetworkCaller[];
  /** How much of the field `network` the overlay has. */
  readonly declares: 'hosts' | 'network' | 'nothing';
  /** The place of the field `network`, also if it is not there. */
  readonly place: Place;
}

/** What is behind a host. */
export interface HostArea extends NetworkArea {
  readonly host: string;
  /** The ports at which calls arrive elsewhere than where they go to, or that are said to be the same. */
  readonly ports: readonly { readonly called: number; readonly arrives: number }[];
  readonly place: Place;
}

/** Who is meant: pods by namespace and labels, addresses, or both. */
export interface NetworkArea {
  /** The pods; undefined if only addresses are meant. */
  readonly pods: NetworkPods | undefined;
  /** Addresses as CIDR. */
  readonly cidrs: readonly string[];
  /** Whether every public address is meant; left out if not. */
  readonly internet?: true;
}

/** Pods of a namespace. */
export interface NetworkPods {
  /** Undefined for the platform's own. */
  readonly namespace: string | undefined;
  /** Empty for all. */
  readonly labels: Readonly<Record<string, string>>;
}

/** What a workload of the team's talks to. */
export interface ForeignConnections {
  /** The kind and the name, such as `Deployment/nats`. */
  readonly workload: string;
  readonly to: readonly (string | { readonly host: string; readonly port: number; readonly protocol: 'TCP' | 'UDP' })[];
  readonly from: readonly string[];
  readonly place: Place;
}

/** A service of another product that calls one of this. */
export interface NetworkCaller {
  readonly product: string;
  readonly namespace: string;
  /** Its registry key. */
  readonly service: string;
  /** The registry key of the service of this product. */
  readonly calls: string;
  readonly place: Place;
}

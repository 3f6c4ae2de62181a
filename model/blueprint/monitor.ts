import type { Place } from '../../diagnostics';

/** By what the Prometheus operator finds the pods of a workload. */
export interface Monitor {
  /** Found by the Kubernetes Service of the workload; of pods that have none, or more than one, by their labels. */
  readonly kind: 'ServiceMonitor' | 'PodMonitor';
  readonly name: string;
  readonly file: string;
  /** The workload's id. */
  readonly workload: string;
  /** In the order in which they are scraped. */
  readonly endpoints: readonly MonitoredEndpoint[];
  readonly labels: Readonly<Record<string, string>>;
  readonly intervalSeconds: number;
  /** How long an answer may take, in seconds: no longer than the interval. */
  readonly timeoutSeconds: number;
  readonly sampleLimit: number;
  readonly place: Place;
}

/** A page of metrics. */
export interface MonitoredEndpoint {
  /** The name of the port. */
  readonly port: string;
  readonly path: string;
  /** The query of the address, by name; empty if there is none. */
  readonly params: Readonly<Record<string, readonly string[]>>;
}

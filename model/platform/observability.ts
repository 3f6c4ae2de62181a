/** What watches a platform, and how. */
export interface Observability {
  /** Whether workloads with metrics have a monitor of the Prometheus operator. */
  readonly monitors: boolean;
  /** Labels of the objects that the Prometheus operator reads. */
  readonly labels: Readonly<Record<string, string>>;
  readonly intervalSeconds: number;
  /** The largest number of series that one pod may show. */
  readonly sampleLimit: number;
}

import type { Runtime } from '../../registry/schema';

export type { MetricsProfile } from '../../registry/schema';

/** What watches a platform, and how. */
export interface Observability {
  /** Whether workloads with metrics have a monitor of the Prometheus operator. */
  readonly monitors: boolean;
  /** Whether services, cron jobs and servers have alerts. */
  readonly rules: boolean;
  /** How Grafana finds dashboards, and their folder; undefined if there are none. */
  readonly dashboards: { readonly labels: Readonly<Record<string, string>>; readonly folder: string | undefined } | undefined;
  /** Where services send what they measure; undefined if nowhere. */
  readonly otlp: Otlp | undefined;
  readonly logs: { readonly format: string | undefined; readonly level: string | undefined };
  /** The header that carries the trace; undefined if nobody names one. */
  readonly traceHeader: TraceHeader | undefined;
  /** Labels of the objects that the Prometheus operator reads. */
  readonly labels: Readonly<Record<string, string>>;
  readonly intervalSeconds: number;
  /** The largest number of series that one pod may show. */
  readonly sampleLimit: number;
  /** The words of the label `severity`. */
  readonly severities: Readonly<Record<Severity, string>>;
  /** The address under which each alert has a page, without a slash at its end; undefined if they have none. */
  readonly runbooks: string | undefined;
  /** When alerts fire. */
  readonly thresholds: Readonly<Record<Threshold, number>>;
  /** Labels of the series that tell the connections of the database servers; undefined if nothing tells. */
  readonly postgresExporter: Readonly<Record<string, string>> | undefined;
}

/** Whether somebody has to look at an alert now, or the next day. */
export type Severity = 'page' | 'ticket';

/** What alerts are held against. */
export type Threshold =
  'errorPercent' | 'failures' | 'p95Ms' | 'p99Ms' | 'queueMessages' | 'volumePercent' | 'connectionPercent' | 'certificateDays';

/** What a service promises. */
export interface Slo {
  /** In percent; undefined if it is not promised. */
  readonly availability: number | undefined;
  /** The share of requests, in percent, that are answered within a time; undefined if it is not promised. */
  readonly latency: { readonly percent: number; readonly ms: number } | undefined;
}

/** Where services send traces, metrics and logs. */
export interface Otlp {
  readonly endpoint: string;
  readonly host: string;
  readonly port: number;
  readonly protocol: 'grpc' | 'http/protobuf';
  /** The share of traces that are kept. */
  readonly sampling: number;
}

/** A header that carries a trace. */
export type TraceHeader = 'traceparent' | 'b3' | 'x-b3-traceid' | 'uber-trace-id' | 'x-amzn-trace-id';

/** The variable by which the SDKs of OpenTelemetry are told to give their metrics the names of the stable conventions. */
export const metricNamesVariable = 'OTEL_SEMCONV_STABILITY_OPT_IN';

/**
 * The runtimes whose instrumentation counts requests under the names of before unless it is told otherwise: `http.server.duration`, in milliseconds. Those of Go, Java and .NET have none of before.
 * @see https://github.com/open-telemetry/opentelemetry-js/tree/main/experimental/packages/opentelemetry-instrumentation-http#semantic-conventions
 * @see https://opentelemetry.io/docs/specs/semconv/non-normative/http-migration/
 */
export const withNamesOfBefore: ReadonlySet<Runtime> = new Set(['node', 'nextjs', 'python', 'other']);

import * as z from 'zod';
import { isHostName, isIpAddress, isLabelValue, isPortNumber, isWebAddress } from '../../formats';
import { inspected, legal } from './legal';
import { objectLabelsSchema } from './mappings';
import { textSchema } from './texts';

/** The shortest and the longest time between two scrapes, in seconds. */
const intervals = { least: 5, most: 300 };

/** An address of a host with its port, without the path of one signal: SDKs add it themselves. */
function isEndpoint(text: string): boolean {
  const [, host = '', address, port] = /^https?:\/\/([^/:[\]]+|\[([0-9a-f:]+)\]):(\d+)(?:\/|$)/i.exec(text) ?? [];
  const isHost = address === undefined ? isHostName(host.toLowerCase()) : isIpAddress(address);
  return isWebAddress(text) && !/\/v1\/(?:traces|metrics|logs)\/?$/.test(text) && isHost && isPortNumber(Number(port));
}

/** A word that is the value of a label. */
const severitySchema = legal(
  z.string(),
  'observability-invalid',
  (severity) => severity !== '' && isLabelValue(severity),
  (severity) => ({ setting: 'severity', value: severity, expected: 'a word such as `critical`' }),
);

/** A number in a range. A percentage, or a time, that is written as a fraction is below what anybody means. */
const amountSchema = (setting: string, { least = 1, most = 1_000_000 } = {}) =>
  legal(
    z.number(),
    'observability-invalid',
    (amount) => amount >= least && amount <= most,
    (amount) => ({ setting, value: String(amount), expected: `a number from ${least} to ${most}` }),
  ).optional();

/** Labels of series: names as Prometheus has them, but for that of the metric, which the alerts say themselves, and values without quotes and backslashes. */
const seriesLabelsSchema = inspected(z.record(z.string(), z.string()), (labels, report) => {
  for (const [name, value] of Object.entries(labels))
    if (name === '__name__' || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || !/^[\w./:@ -]{1,200}$/.test(value))
      report(
        'observability-invalid',
        { setting: 'postgresExporter', value: `${name}: ${value}`, expected: 'a label of series such as `job: postgres-exporter`' },
        { path: [name] },
      );
});

/** What watches a platform, and how. */
export const observabilitySchema = z.strictObject({
  /**
   * Whether each workload with metrics has a ServiceMonitor or a PodMonitor, by which the Prometheus operator finds it.
   * @default true if `capabilities` has `monitoring.coreos.com/v1`
   * @see https://prometheus-operator.dev/docs/developer/getting-started/
   */
  monitors: z.boolean().optional(),
  /**
   * Whether each service, cron job and server has a PrometheusRule with alerts.
   * @default true if `capabilities` has `monitoring.coreos.com/v1`
   */
  rules: z.boolean().optional(),
  /**
   * Dashboards of Grafana, as ConfigMaps that the sidecar of its chart finds: one of the product, and one for each type of services, by `metricsProfile`. `true` for the defaults of the fields.
   * @default false
   * @see https://github.com/grafana/helm-charts/tree/main/charts/grafana#sidecar-for-dashboards
   */
  dashboards: z
    .union([
      z.boolean(),
      z.strictObject({
        /**
         * The labels by which the sidecar finds them.
         * @default { grafana_dashboard: '1' }
         */
        labels: objectLabelsSchema('observability.dashboards.labels').optional(),
        /**
         * The folder of Grafana that they are in.
         * @default Grafana's own
         */
        folder: textSchema('folder', 'label').optional(),
      }),
    ])
    .optional(),
  /**
   * Where services send traces, metrics and logs by the protocol of OpenTelemetry: the address of a collector, or of Tempo, Loki or Jaeger. All services get the variables by which its SDKs are set up; `false` takes it away in an environment.
   * @default none: no variables
   * @see https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
   */
  otlp: z
    .union([
      z.literal(false),
      z.strictObject({
        /** The address, with its port: `http://otel-collector.monitoring.svc:4318`. */
        endpoint: legal(z.string(), 'observability-invalid', isEndpoint, (value) => ({
          setting: 'otlp.endpoint',
          value,
          expected: 'an address with its port and without `/v1/traces`, such as `http://otel-collector.monitoring.svc:4318`',
        })),
        /**
         * What is spoken there: `grpc`, mostly at port 4317, or `http/protobuf`, mostly at 4318.
         * @default 'http/protobuf'
         */
        protocol: z.enum(['grpc', 'http/protobuf']).optional(),
        /**
         * The share of traces that are kept, from 0 to 1, where nothing before the service has decided.
         * @default 1 in development, else 0.1
         */
        sampling: legal(
          z.number(),
          'observability-invalid',
          (share) => share >= 0 && share <= 1,
          (share) => ({ setting: 'otlp.sampling', value: String(share), expected: 'a number from 0 to 1' }),
        ).optional(),
      }),
    ])
    .optional(),
  /**
   * What services are told about their logs, which they write to their output.
   * @default none: no variables
   */
  logs: z
    .strictObject({
      /**
       * The form of a line, in `LOG_FORMAT`.
       * @default not told
       */
      format: z.enum(['json', 'text']).optional(),
      /**
       * What is logged at least, in `LOG_LEVEL`.
       * @default not told
       */
      level: z.enum(['trace', 'debug', 'info', 'warn', 'error']).optional(),
    })
    .optional(),
  /**
   * The header that carries the trace. Services are told by `OTEL_PROPAGATORS`, and browsers of other origins may send it where a route has `cors`.
   * @default 'traceparent' with `otlp`, else none
   */
  traceHeader: z.enum(['traceparent', 'b3', 'x-b3-traceid', 'uber-trace-id', 'x-amzn-trace-id']).optional(),
  /**
   * Labels of the objects that the Prometheus operator reads, by which a Prometheus selects them: `release: kube-prometheus-stack`.
   * @default {}
   */
  labels: objectLabelsSchema('observability.labels').optional(),
  /**
   * The time between two scrapes, in seconds.
   * @default 30
   */
  intervalSeconds: legal(
    z.number(),
    'observability-invalid',
    (seconds) => Number.isInteger(seconds) && seconds >= intervals.least && seconds <= intervals.most,
    (seconds) => ({
      setting: 'intervalSeconds',
      value: String(seconds),
      expected: `a whole number of seconds from ${intervals.least} to ${intervals.most}`,
    }),
  ).optional(),
  /**
   * The largest number of series that one pod may show. A scrape that has more fails as a whole, so that a label with too many values, such as an id, does not fill Prometheus.
   * @default 10000
   */
  sampleLimit: legal(
    z.number(),
    'observability-invalid',
    (samples) => Number.isSafeInteger(samples) && samples >= 1,
    (samples) => ({ setting: 'sampleLimit', value: String(samples), expected: 'a whole number from 1 on' }),
  ).optional(),
  /**
   * The words of the label `severity`.
   * @default see its fields
   */
  severities: z
    .strictObject({
      /**
       * What somebody has to look at now.
       * @default 'critical'
       */
      page: severitySchema.optional(),
      /**
       * What can wait for the next day.
       * @default 'warning'
       */
      ticket: severitySchema.optional(),
    })
    .optional(),
  /**
   * The address under which there is a page for each alert, by its name in kebab-case: `https://runbooks.acme.example` for `https://runbooks.acme.example/service-errors`.
   * @default none: alerts name no runbook
   */
  runbooks: legal(
    z.string(),
    'observability-invalid',
    // What alerts say is a template of Go.
    (address) => isWebAddress(address) && !address.includes('{{'),
    (value) => ({ setting: 'runbooks', value, expected: 'an address without `{{`, such as `https://runbooks.acme.example`' }),
  ).optional(),
  /**
   * When alerts fire.
   * @default see its fields
   */
  thresholds: z
    .strictObject({
      /**
       * The share of requests that fail with 5xx, in percent, over ten minutes.
       * @default 5
       */
      errorPercent: amountSchema('errorPercent', { least: 0.1, most: 100 }),
      /**
       * The number of requests that have to fail, or to be too slow for a promise, before an alert about their share fires: in ten minutes, or in the longer window of a promise.
       * @default 5
       */
      failures: amountSchema('failures'),
      /**
       * The time within which 95 % of requests are answered, in milliseconds. With `slo.latencyMs` of a service that one counts.
       * @default 1000
       */
      p95Ms: amountSchema('p95Ms'),
      /**
       * The time within which 99 % of requests are answered, in milliseconds.
       * @default 2500
       */
      p99Ms: amountSchema('p99Ms'),
      /**
       * The number of messages that wait in one queue.
       * @default 1000
       */
      queueMessages: amountSchema('queueMessages'),
      /**
       * How much of a volume may be used, in percent.
       * @default 90
       */
      volumePercent: amountSchema('volumePercent', { most: 100 }),
      /**
       * How much of what it may have of a database a service may use, in percent: its connections to the server, and the pool of each pod.
       * @default 90
       */
      connectionPercent: amountSchema('connectionPercent', { most: 100 }),
      /**
       * How many days before its end a certificate is told.
       * @default 14
       */
      certificateDays: amountSchema('certificateDays', { most: 365 }),
    })
    .optional(),
  /**
   * Labels of the series of postgres_exporter that watches the database servers, such as `job: postgres-exporter`. With them the connections of each service are held against what it
   * may have. A server of CloudNativePG tells by itself.
   * @default none: such connections are not watched
   */
  postgresExporter: seriesLabelsSchema.optional(),
});

/** What watches a platform, in the form in which its author writes it. */
export type ObservabilityInput = z.output<typeof observabilitySchema>;

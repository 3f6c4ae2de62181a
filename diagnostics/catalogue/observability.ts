import { entry } from './entry';
import { andOthers, quoted } from './wording';

/** Findings about what watches a platform. */
export const observabilityEntries = {
  'observability-invalid': entry<{ setting: string; value: string; expected: string }>({
    severity: 'error',
    title: 'a setting of what watches a platform is not legal',
    explanation:
      '`observability` says how metrics are read, what is told to whom, and where traces go. The programs that read it refuse such a value, or read something else.',
    message: ({ setting, value, expected }) => `${quoted(value)} is no ${quoted(setting)}, which is ${expected}`,
    help: ({ expected }) => `write ${expected}`,
  }),

  'observability-capability-missing': entry<{ field: string; capability: string }>({
    severity: 'error',
    title: 'the cluster serves no objects of this kind',
    explanation:
      'Monitors and rules are objects of the Prometheus operator. An API server without its definitions refuses them, and the whole apply with them, so they are written only where `capabilities` of the overlay has their API group.',
    message: ({ field, capability }) => `${quoted(field)} needs the API group ${quoted(capability)}, which the cluster does not serve`,
    help: ({ field, capability }) =>
      `add ${quoted(capability)} to \`capabilities\` of the overlay where the operator is installed, or write ${quoted(`${field}: false`)}`,
  }),

  'otlp-port-other': entry<{ port: number; protocol: string; usual: string }>({
    severity: 'warning',
    title: 'a port is that of the other protocol of OpenTelemetry',
    explanation:
      'Collectors take `grpc` at port 4317 and `http/protobuf` at port 4318, if nobody set them up otherwise. At the wrong port they understand nothing, and services only say so in their logs.',
    message: ({ port, protocol, usual }) => `port ${port} mostly speaks ${quoted(usual)}, and services send ${quoted(protocol)}`,
    help: ({ port, usual }) => `write ${quoted(`protocol: ${usual}`)}, or port ${port === 4317 ? 4318 : 4317}`,
  }),

  'slo-unwatched': entry<{ service: string; others: number }>({
    severity: 'warning',
    title: 'nobody is told that a promise will not be kept',
    explanation:
      'The alerts of an `slo` are a PrometheusRule, which is written where `capabilities` of the overlay has `monitoring.coreos.com/v1`. An environment outside development that has none says so by `observability.rules: false`.',
    message: ({ service, others }) => `the environment has no alerts, so nobody is told of the \`slo\` of ${andOthers(service, others)}`,
    help: () =>
      'add `monitoring.coreos.com/v1` to `capabilities` of the overlay, or write `observability.rules: false` if the cluster has no Prometheus operator',
  }),

  'slo-invalid': entry<{ setting: string; value: string; expected: string }>({
    severity: 'error',
    title: 'a service cannot promise this',
    explanation:
      'What a service promises is a share of requests in thirty days. Its alerts fire when the budget of bad requests is used up too fast; with a share below 95 % even an hour of nothing but errors would not be told. ' +
      'Of all requests together nobody can promise that none is bad.',
    message: ({ setting, value, expected }) => `${quoted(value)} is no ${quoted(setting)}, which is ${expected}`,
    help: ({ expected }) => `write ${expected}`,
  }),

  'slo-unmeasured': entry<{ service: string; lacks: 'metrics' | 'profile' | 'requests' }>({
    severity: 'error',
    title: 'nothing measures what a service promises',
    explanation:
      'A promise is held against the requests that the service counts itself: it has to show metrics, somebody has to say which names these have, and it has to be called by others.',
    message: ({ service, lacks }) =>
      lacks === 'metrics'
        ? `${quoted(service)} has an \`slo\` and shows no metrics`
        : lacks === 'profile'
          ? `${quoted(service)} has an \`slo\`, and nobody says which names its metrics have`
          : `${quoted(service)} has an \`slo\`, and nothing calls it`,
    help: ({ lacks }) =>
      lacks === 'metrics'
        ? 'declare where it shows them, by `metrics`, or remove `slo`'
        : lacks === 'profile'
          ? 'write `metricsProfile`: `otel`, `next`, `nest` or `fastapi`'
          : 'remove `slo`',
  }),

  'slo-latency-bucket': entry<{ service: string; ms: number; profile: string; buckets: readonly number[] }>({
    severity: 'error',
    title: 'the metrics of a service do not tell how many requests were quick enough',
    explanation:
      'A histogram counts how many requests took no longer than the bound of each of its buckets. For another time than such a bound there is no series, so that nothing would ever be told. Libraries have bounds of their own; of a program ' +
      'that sets others, accept this finding.',
    acceptable: true,
    message: ({ service, ms, profile }) =>
      `${quoted(service)} promises ${ms} ms, and histograms of the profile ${quoted(profile)} have no bucket that ends there`,
    notes: ({ buckets }) => [`they have ${buckets.join(', ')} ms`],
    help: ({ ms, buckets }) => `write \`latencyMs: ${nearest(ms, buckets)}\`, or accept it in \`allow\` if the program has such a bucket`,
  }),

  'metrics-names-other': entry<{ service: string; variable: string; profile: string }>({
    severity: 'warning',
    title: 'a service gives its metrics other names than alerts ask for',
    explanation:
      'OpenTelemetry for Node and Python counts requests under the names of before unless `OTEL_SEMCONV_STABILITY_OPT_IN` has `http`. Alerts and dashboards of the profiles `otel` and `next` ask for the new ones, and are silent without them.',
    message: ({ service, variable, profile }) =>
      `${quoted(service)} has the profile ${quoted(profile)}, and its ${quoted(variable)} asks for other names`,
    help: ({ variable }) => `add \`http\` to ${quoted(variable)}, or leave it out`,
  }),

  'metrics-profile-unknown': entry<{ service: string; others: number }>({
    severity: 'warning',
    title: 'no alert is about the requests of a service',
    explanation:
      'Each library has other names for requests and their time. Without the name of the library there can be alerts about pods, volumes and databases, but none about requests.',
    message: ({ service, others }) =>
      `nobody says which names the metrics of ${andOthers(service, others)} have, so no alert is about requests`,
    help: () => 'write `metricsProfile` in the entry or in `defaults`: `otel`, `next`, `nest` or `fastapi`',
  }),
};

/** The bucket that ends closest to a time. */
function nearest(ms: number, buckets: readonly number[]): number {
  return [...buckets].sort((a, b) => Math.abs(a - ms) - Math.abs(b - ms))[0] ?? ms;
}

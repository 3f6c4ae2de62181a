import type { MetricsProfile } from '../../platform';

/** The names that the library of a profile has for what it counts. */
export interface RequestMetrics {
  /** The counter of all requests. */
  readonly requests: string;
  /** The label of the counter that has the status. */
  readonly status: string;
  /** The label that has the route, or the path, of a request; it is missing where a program leaves it out. */
  readonly path: string;
  /** The histogram of how long they took, in seconds. */
  readonly duration: string;
  /** Whether the histogram has the label, too. */
  readonly durationHasPath: boolean;
  /** The upper bounds of its buckets unless a program sets others, in milliseconds. */
  readonly buckets: readonly number[];
  /** The gauge of a database pool's connections, and the label that says whether they are in use; undefined if the library counts none. */
  readonly pool: { readonly connections: string; readonly state: string } | undefined;
}

/** @see https://opentelemetry.io/docs/specs/semconv/http/http-metrics/#metric-httpserverrequestduration */
const semanticBuckets = [5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10_000];

/** @see https://opentelemetry.io/docs/specs/semconv/database/database-metrics/ */
const semanticPool = { connections: 'db_client_connection_count', state: 'db_client_connection_state' };

/** The names of all profiles. */
export const requestMetrics: Readonly<Record<MetricsProfile, RequestMetrics>> = {
  otel: {
    requests: 'http_server_request_duration_seconds_count',
    status: 'http_response_status_code',
    path: 'http_route',
    duration: 'http_server_request_duration_seconds',
    durationHasPath: true,
    buckets: semanticBuckets,
    pool: semanticPool,
  },
  // The exporter for Node adds no unit to a name: `PrometheusSerializer` of @opentelemetry/exporter-prometheus.
  next: {
    requests: 'http_server_request_duration_count',
    status: 'http_response_status_code',
    path: 'http_route',
    duration: 'http_server_request_duration',
    durationHasPath: true,
    buckets: semanticBuckets,
    pool: semanticPool,
  },
  // https://github.com/jochen-schweizer/express-prom-bundle
  nest: {
    requests: 'http_request_duration_seconds_count',
    status: 'status_code',
    path: 'path',
    duration: 'http_request_duration_seconds',
    durationHasPath: true,
    buckets: [3, 30, 100, 300, 1500, 10_000],
    pool: undefined,
  },
  // It has two histograms, of which the one for quantiles has no labels; the status may be `5xx`. https://github.com/trallnag/prometheus-fastapi-instrumentator
  fastapi: {
    requests: 'http_requests_total',
    status: 'status',
    path: 'handler',
    duration: 'http_request_duration_highr_seconds',
    durationHasPath: false,
    buckets: [10, 25, 50, 75, 100, 250, 500, 750, 1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500, 5000, 7500, 10_000, 30_000, 60_000],
    pool: undefined,
  },
};

/** Whether a service of a profile can show how many requests took no longer than a time. */
export function hasBucket(profile: MetricsProfile, ms: number): boolean {
  return requestMetrics[profile].buckets.includes(ms);
}

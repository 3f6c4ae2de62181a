import type { AlertRule } from '../../blueprint';
import { isCalled, metricNamesVariable, type MetricsProfile, type Platform, type Service } from '../../platform';
import { alertRule } from './alert';
import { requestMetrics } from './profiles';
import { withoutProbes } from './probed-paths';
import { decimal, jobOf, series } from './promql';

/** The alerts about the requests of a service: how many there are, how many fail, and how long they take. */
export function requestAlerts(platform: Platform, service: Service): AlertRule[] {
  const { key, metrics, metricsProfile, slo } = service;
  if (metrics === undefined || metricsProfile === undefined || !isCalled(service)) return [];
  const { thresholds } = platform.observability;
  const names = requestMetrics[metricsProfile];
  const job = { namespace: platform.namespace, job: jobOf(key) };
  const asked = withoutProbes([service], names);
  const counted = { ...job, ...asked.requests };
  const requests = (range: string): string => `sum(rate(${series(names.requests, counted)}${range}))`;
  const failed = `sum(rate(${series(names.requests, { ...counted, [names.status]: /5../ })}[10m]))`;
  const quantile = (share: number): string =>
    `histogram_quantile(${share}, sum by (le) (rate(${series(`${names.duration}_bucket`, { ...job, ...asked.durations })}[10m])))`;
  const p95Ms = slo?.latency?.ms ?? thresholds.p95Ms;
  return [
    // After a start there is no series before the first request, which may take a while where nothing asks but Prometheus.
    alertRule(platform, {
      alert: 'RequestMetricsMissing',
      severity: 'ticket',
      expr: `group by (namespace) (${series('up', job)} == 1) unless on (namespace) present_over_time(${series(names.requests, job)}[1h])`,
      for: '15m',
      summary: `Prometheus reads the metrics of ${key}, and finds no ${names.requests}`,
      description: `The alerts about its requests are silent: look at \`metricsProfile\`, whose names are asked for${askedFor(metricsProfile)}, and whether anybody calls it.`,
    }),
    alertRule(platform, {
      alert: 'ServiceErrors',
      severity: 'page',
      // A few failures are no share.
      expr: `${failed} / ${requests('[10m]')} > ${decimal(thresholds.errorPercent / 100)} and ${failed} * 600 >= ${decimal(thresholds.failures)}`,
      for: '10m',
      summary: `{{ $value | humanizePercentage }} of the requests to ${key} fail`,
      description: 'Look at the logs of its pods, and at what it calls.',
    }),
    alertRule(platform, {
      alert: 'ServiceSlowP95',
      severity: 'ticket',
      expr: `${quantile(0.95)} > ${decimal(p95Ms / 1000)}`,
      for: '15m',
      summary: `one of twenty requests to ${key} takes longer than ${p95Ms} ms`,
      description: 'Look at its traces, at its CPU limit, and at its database.',
    }),
    alertRule(platform, {
      alert: 'ServiceSlowP99',
      severity: 'ticket',
      expr: `${quantile(0.99)} > ${decimal(Math.max(thresholds.p99Ms, p95Ms) / 1000)}`,
      for: '15m',
      summary: `one of a hundred requests to ${key} takes longer than ${Math.max(thresholds.p99Ms, p95Ms)} ms`,
      description: 'Look at its traces, at its CPU limit, and at its database.',
    }),
    alertRule(platform, {
      alert: 'ServiceWithoutRequests',
      severity: 'ticket',
      expr: `${requests('[15m]')} == 0 and ${requests('[15m] offset 1d')} > 0.1`,
      for: '15m',
      summary: `no request has come to ${key}, which had some at this time yesterday`,
      description: 'Look at its routes, at the edge, and at the services that call it.',
    }),
  ];
}

/** What else decides on the names of a profile. */
function askedFor(profile: MetricsProfile): string {
  return profile === 'otel' || profile === 'next' ? `, at the variable ${metricNamesVariable} of its pods` : '';
}

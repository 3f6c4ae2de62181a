import type { DashboardPanel, DashboardQuery, DashboardRow } from '../../blueprint';
import { backingOf, clusterOf, type MetricsProfile, type Platform, postgresServersOf, type Service } from '../../platform';
import { requestMetrics } from './profiles';
import { withoutProbes } from './probed-paths';
import { jobOf, literally, type Matchers, series } from './promql';

/** A range that fits the time that is shown, which Grafana fills in. */
const range = '[$__rate_interval]';

const panel = (title: string, unit: DashboardPanel['unit'], queries: readonly DashboardQuery[]): DashboardPanel => ({
  title,
  unit,
  queries,
});

/**
 * How many requests there are, how many fail, and how long they take.
 * @param services those that are shown
 * @param service the one that is chosen; undefined for all, each by itself
 */
export function requestsRow(
  platform: Platform,
  profiles: readonly MetricsProfile[],
  services: readonly Service[],
  service?: string,
): DashboardRow[] {
  if (profiles.length === 0) return [];
  const of: Matchers = { namespace: platform.namespace, ...(service !== undefined && { job: jobOf(service) }) };
  type Asked = ReturnType<typeof withoutProbes>;
  const each = (make: (names: (typeof requestMetrics)[MetricsProfile], asked: Asked) => string, legend: string): DashboardQuery[] =>
    profiles.map((profile) => {
      const names = requestMetrics[profile];
      const shown = services.filter(({ metricsProfile }) => metricsProfile === profile);
      return { expr: make(names, withoutProbes(shown, names)), legend };
    });
  const requests = (metric: string, matchers: Matchers): string => `sum by (job) (rate(${series(metric, matchers)}${range}))`;
  const share = (status: RegExp): DashboardQuery[] =>
    each(
      (names, asked) =>
        `${requests(names.requests, { ...of, ...asked.requests, [names.status]: status })} / ${requests(names.requests, { ...of, ...asked.requests })}`,
      '{{job}}',
    );
  const quantile = (quantileOf: number, legend: string): DashboardQuery[] =>
    each(
      (names, asked) =>
        `histogram_quantile(${quantileOf}, sum by (job, le) (rate(${series(`${names.duration}_bucket`, { ...of, ...asked.durations })}${range})))`,
      legend,
    );
  return [
    {
      title: 'Requests',
      panels: [
        panel(
          'Requests',
          'reqps',
          each((names, asked) => requests(names.requests, { ...of, ...asked.requests }), '{{job}}'),
        ),
        panel('Errors of clients (4xx)', 'percentunit', share(/4../)),
        panel('Errors of the server (5xx)', 'percentunit', share(/5../)),
        panel('Time, p50', 's', quantile(0.5, '{{job}}')),
        panel('Time, p95', 's', quantile(0.95, '{{job}}')),
        panel('Time, p99', 's', quantile(0.99, '{{job}}')),
      ],
    },
  ];
}

/**
 * The pods: how many are ready, how often they start again, and what they use.
 * @param service the service, whose pods are those that Prometheus reads under its name; undefined for all
 */
export function podsRow({ namespace }: Platform, service: string | undefined): DashboardRow[] {
  const of: Matchers = { namespace };
  const own = service === undefined ? '' : ` and on (namespace, pod) ${series('up', { namespace, job: jobOf(service) })}`;
  // The pod of a Job that is done is never ready again.
  const running =
    service === undefined
      ? ` unless on (namespace, pod) ${series('kube_pod_status_phase', { namespace, phase: /Succeeded|Failed/ })} == 1`
      : own;
  const used: Matchers = { namespace, container: { not: /|POD/ } };
  const by = service === undefined ? 'namespace' : 'pod';
  const legend = service === undefined ? 'all' : '{{pod}}';
  const panels = [
    panel('Pods that are not ready', 'short', [
      { expr: `sum by (${by}) (${series('kube_pod_status_ready', { ...of, condition: 'false' })}${running})`, legend },
    ]),
    panel('Restarts in an hour', 'short', [
      { expr: `sum by (pod) (increase(${series('kube_pod_container_status_restarts_total', of)}[1h])${own}) > 0`, legend: '{{pod}}' },
    ]),
    panel('CPU', 'short', [{ expr: `sum by (${by}) (rate(${series('container_cpu_usage_seconds_total', used)}${range})${own})`, legend }]),
    panel('Memory', 'bytes', [{ expr: `sum by (${by}) (${series('container_memory_working_set_bytes', used)}${own})`, legend }]),
  ];
  return [{ title: 'Pods', panels }];
}

/** The connections of services to their databases: on the servers, and in the pools of their pods. */
export function databaseRow(platform: Platform, services: readonly Service[], service: string | undefined): DashboardRow[] {
  const { namespace, observability } = platform;
  const withDatabase = services.filter(({ database }) => database !== undefined);
  const pools = withDatabase.flatMap(({ metrics, metricsProfile }) =>
    metrics === undefined || metricsProfile === undefined ? [] : (requestMetrics[metricsProfile].pool ?? []),
  );
  const operated = postgresServersOf(platform).flatMap((server) => clusterOf(server) ?? []);
  const onServer =
    operated.length > 0
      ? series('cnpg_backends_total', { namespace, pod: new RegExp(`(${operated.map(literally).join('|')})-[0-9]+`) })
      : observability.postgresExporter && series('pg_stat_activity_count', observability.postgresExporter);
  const panels: DashboardPanel[] = [];
  const [pool] = pools;
  if (pool !== undefined) {
    const of: Matchers = { namespace, ...(service !== undefined && { job: jobOf(service) }) };
    panels.push(
      panel('Connections of pools, by state', 'short', [
        { expr: `sum by (job, ${pool.state}) (${series(pool.connections, of)})`, legend: `{{job}} {{${pool.state}}}` },
      ]),
    );
  }
  // Roles have other names than services.
  if (onServer !== undefined && withDatabase.length > 0 && service === undefined)
    panels.push(panel('Connections of servers, by role', 'short', [{ expr: `sum by (usename) (${onServer})`, legend: '{{usename}}' }]));
  return panels.length === 0 ? [] : [{ title: 'Database', panels }];
}

/** The queues of a RabbitMQ in the cluster. */
export function brokerRow(platform: Platform): DashboardRow[] {
  const rabbitmq = backingOf(platform, 'rabbitmq');
  if (rabbitmq?.inCluster === undefined || !platform.observability.monitors) return [];
  const of: Matchers = { namespace: platform.namespace, job: jobOf(rabbitmq.host), vhost: rabbitmq.vhost };
  return [
    {
      title: 'Broker',
      panels: [
        panel('Messages that wait', 'short', [
          { expr: `max by (queue) (${series('rabbitmq_detailed_queue_messages_ready', of)})`, legend: '{{queue}}' },
        ]),
        panel('Consumers', 'short', [{ expr: `max by (queue) (${series('rabbitmq_detailed_queue_consumers', of)})`, legend: '{{queue}}' }]),
      ],
    },
  ];
}

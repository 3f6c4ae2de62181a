/** Series by name and labels, with their values in the notation of promtool: `0+60x30` is a counter that grows by 60 a minute. */
export type Series = Readonly<Record<string, string>>;

/** What Prometheus sees when an alert has to fire, and what it sees when it must not. */
export interface Scenario {
  readonly fires: Series;
  /** What else it has to fire for. */
  readonly alsoFires?: readonly Series[];
  readonly silent: readonly Series[];
  /** When it is asked. */
  readonly at: string;
}

/** What an alert is about. */
export interface Target {
  readonly namespace: string;
  /** The label `service` of the alert. */
  readonly service: string;
  readonly expr: string;
}

/** The names that the libraries have, as their documentation has them. */
const libraries: Readonly<
  Record<
    string,
    { readonly count: string; readonly status: string; readonly path: string; readonly histogram: string; readonly failed: string }
  >
> = {
  otel: {
    count: 'http_server_request_duration_seconds_count',
    status: 'http_response_status_code',
    path: 'http_route',
    histogram: 'http_server_request_duration_seconds',
    failed: '503',
  },
  next: {
    count: 'http_server_request_duration_count',
    status: 'http_response_status_code',
    path: 'http_route',
    histogram: 'http_server_request_duration',
    failed: '500',
  },
  nest: {
    count: 'http_request_duration_seconds_count',
    status: 'status_code',
    path: 'path',
    histogram: 'http_request_duration_seconds',
    failed: '500',
  },
  fastapi: {
    count: 'http_requests_total',
    status: 'status',
    path: 'handler',
    histogram: 'http_request_duration_highr_seconds',
    failed: '5xx',
  },
};

/** What the kubelet and Prometheus ask of each service. The kubelet asks `console` for its first page, as people do. */
const probesOf: Readonly<Record<string, readonly string[]>> = {
  accounts: ['/health', '/metrics'],
  catalogue: ['/health', '/metrics'],
  console: ['/api/metrics'],
  index: ['/health', '/metrics'],
};

/** The library of each service of the platforms that are watched. */
const libraryOf: Readonly<Record<string, string>> = { accounts: 'otel', catalogue: 'fastapi', console: 'next', index: 'nest' };

const labelled = (metric: string, labels: Readonly<Record<string, string>>): string =>
  `${metric}{${Object.entries(labels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(', ')}}`;

function requests({ namespace, service }: Target, good: string, failed: string): Series {
  const { count, status, failed: code } = libraries[libraryOf[service]!]!;
  const of = { namespace, job: service, pod: `${service}-1` };
  return {
    [labelled(count, { ...of, [status]: code === '5xx' ? '2xx' : '200' })]: good,
    [labelled(count, { ...of, [status]: code })]: failed,
  };
}

/** The questions of the kubelet, which are answered always, and those of Prometheus. */
function probes({ namespace, service }: Target): Series {
  const { count, status, path } = libraries[libraryOf[service]!]!;
  const of = { namespace, job: service, pod: `${service}-1`, [status]: '200' };
  return Object.fromEntries(probesOf[service]!.map((asked) => [labelled(count, { ...of, [path]: asked }), '0+6000x1560']));
}

/** A minute's requests: how many took up to a tenth of a second, up to ten seconds, and longer. */
function durations({ namespace, service }: Target, quick: string, all: string, bounds: readonly string[] = ['0.1']): Series {
  const { histogram } = libraries[libraryOf[service]!]!;
  const of = { namespace, job: service, pod: `${service}-1` };
  return {
    ...Object.fromEntries(bounds.map((le) => [labelled(`${histogram}_bucket`, { ...of, le }), quick])),
    [labelled(`${histogram}_bucket`, { ...of, le: '10' })]: all,
    [labelled(`${histogram}_bucket`, { ...of, le: '+Inf' })]: all,
    [labelled(`${histogram}_count`, of)]: all,
  };
}

function replicas({ namespace, service, expr }: Target, ready: string, wanted: string): Series {
  return expr.includes('kube_statefulset')
    ? {
        [labelled('kube_statefulset_status_replicas_ready', { namespace, statefulset: service })]: ready,
        [labelled('kube_statefulset_replicas', { namespace, statefulset: service })]: wanted,
      }
    : {
        [labelled('kube_deployment_status_replicas_available', { namespace, deployment: service })]: ready,
        [labelled('kube_deployment_spec_replicas', { namespace, deployment: service })]: wanted,
      };
}

const restarts = ({ namespace }: Target, pod: string, values: string): Series => ({
  [labelled('kube_pod_container_status_restarts_total', { namespace, pod, container: 'app' })]: values,
});

const podOf = ({ service, expr }: Target): string => (expr.includes('[0-9]+"') ? `${service}-0` : `${service}-7d4b9c5f68-x2k4z`);

/** The name of a Job or claim that a pattern is about. */
const named = (expr: string, label: string, end: string): string => new RegExp(`${label}=~"([a-z0-9-]+)-\\[`).exec(expr)![1]! + end;

const cron = ({ namespace, service }: Target, values: Readonly<Record<string, string>>): Series =>
  Object.fromEntries(
    Object.entries(values).map(([metric, value]) => [labelled(`kube_cronjob_${metric}`, { namespace, cronjob: service }), value]),
  );

const volume = ({ namespace, expr }: Target, available: string): Series => {
  const of = { namespace, persistentvolumeclaim: named(expr, 'persistentvolumeclaim', '-0') };
  return {
    [labelled('kubelet_volume_stats_available_bytes', of)]: available,
    [labelled('kubelet_volume_stats_capacity_bytes', of)]: '100x60',
  };
};

const threshold = (expr: string): number => Number(/> ([0-9.]+)$/.exec(expr)![1]);

const queues = ({ namespace }: Target, queue: string, ready: string, consumers: string): Series => {
  const of = { namespace, job: 'rabbitmq', vhost: 'acme', queue, pod: 'rabbitmq-0' };
  return {
    [labelled('rabbitmq_detailed_queue_messages_ready', of)]: ready,
    [labelled('rabbitmq_detailed_queue_consumers', of)]: consumers,
  };
};

/** The scenarios of an alert, by its name: of the alerts about a budget, by its name and severity. */
export const scenarios: Readonly<Record<string, (target: Target) => Scenario>> = {
  ServiceErrors: (target) => ({
    fires: { ...requests(target, '0+54x40', '0+6x40'), ...probes(target) },
    alsoFires: [requests(target, '0+0.4x40', '0+0.6x40')],
    // One of a hundred; and four of ten, which are too few.
    silent: [requests(target, '0+99x40', '0+1x40'), requests(target, '0+0.6x40', '0+0.4x40')],
    at: '35m',
  }),
  ServiceSlowP95: (target) => ({
    fires: durations(target, '0+54x40', '0+60x40'),
    silent: [durations(target, '0+59x40', '0+60x40')],
    at: '35m',
  }),
  ServiceSlowP99: (target) => ({
    fires: durations(target, '0+57x40', '0+60x40'),
    silent: [durations(target, '0+60x40', '0+60x40')],
    at: '35m',
  }),
  ServiceWithoutRequests: (target) => ({
    fires: { ...requests(target, '0+60x1440 86400x120', '0x1560'), ...probes(target) },
    silent: [requests(target, '0+60x1560', '0x1560'), requests(target, '0x1560', '0x1560')],
    at: '1530m',
  }),
  ServiceDown: (target) => ({
    fires: replicas(target, '0x20', '2x20'),
    silent: [replicas(target, '1x20', '2x20'), replicas(target, '0x20', '0x20')],
    at: '10m',
  }),
  ServiceReplicasMissing: (target) => ({
    fires: replicas(target, '1x30', '2x30'),
    silent: [replicas(target, '2x30', '2x30'), replicas(target, '1x20 2x10', '2x30')],
    at: '25m',
  }),
  MetricsMissing: (target) => {
    const up = (value: string): Series => ({
      [labelled('up', { namespace: target.namespace, job: target.service, pod: 'a' })]: value,
      [labelled('up', { namespace: target.namespace, job: 'other', pod: 'b' })]: '1x30',
    });
    return {
      fires: { ...replicas(target, '2x30', '2x30'), ...up('0x30') },
      // Read, no pods to read, and back within the time.
      silent: [
        { ...replicas(target, '2x30', '2x30'), ...up('1x30') },
        { ...replicas(target, '0x30', '2x30'), ...up('0x30') },
        { ...replicas(target, '2x30', '2x30'), ...up('0x20 1x10') },
      ],
      at: '25m',
    };
  },
  RequestMetricsMissing: (target) => {
    const { count, status } = libraries[libraryOf[target.service]!]!;
    const of = { namespace: target.namespace, job: target.service, pod: `${target.service}-1` };
    const up = (value: string): Series => ({ [labelled('up', of)]: value });
    // Those of before, of a library that nobody has told of the new ones; and those of another service.
    const others: Series = {
      [labelled('http_server_duration_count', { ...of, http_status_code: '200' })]: '0+60x100',
      [labelled(count, { ...of, job: 'other', [status]: '200' })]: '0+60x100',
    };
    const counted = (values: string): Series => ({ [labelled(count, { ...of, [status]: '200' })]: values });
    return {
      fires: { ...up('1x100'), ...others },
      // Counted, not read at all, and without requests for less than an hour since pods started anew.
      silent: [
        { ...up('1x100'), ...others, ...counted('0+60x100') },
        { ...up('0x100'), ...others },
        { ...up('1x100'), ...others, ...counted('0+60x50 stale') },
      ],
      at: '95m',
    };
  },
  ServiceRestarting: (target) => ({
    fires: restarts(target, podOf(target), '0+1x70'),
    // The pod of a Job of the service, and that of another service whose name begins alike.
    silent: [
      restarts(target, podOf(target), '3x70'),
      restarts(target, `${target.service}-migrate-1a2b3c4d-x2k4z`, '0+1x70'),
      restarts(target, `${target.service}-api-7d4b9c5f68-x2k4z`, '0+1x70'),
    ],
    at: '1h',
  }),
  ServiceAtMostReplicas: ({ namespace, service }) => {
    const of = { namespace, horizontalpodautoscaler: service };
    const with_ = (desired: string): Series => ({
      [labelled('kube_horizontalpodautoscaler_status_desired_replicas', of)]: desired,
      [labelled('kube_horizontalpodautoscaler_spec_max_replicas', of)]: '6x30',
    });
    return { fires: with_('6x30'), silent: [with_('5x30')], at: '20m' };
  },
  JobFailed: ({ namespace, expr }) => {
    const purposes = /job_name=~"\(([a-z0-9|-]+)\)-\[/.exec(expr)![1]!.split('|');
    const ended = (metric: 'failed' | 'complete', job: string, created: number, condition = 'true'): Series => ({
      [labelled(`kube_job_${metric}`, { namespace, job_name: job, condition })]: '1x10',
      [labelled('kube_job_created', { namespace, job_name: job })]: `${created}x10`,
    });
    const all = (make: (name: string) => Series): Series => Object.assign({}, ...purposes.map(make)) as Series;
    const failed = (condition: string): Series => all((name) => ended('failed', `${name}-0a1b2c3d`, 200, condition));
    const others = { ...ended('complete', 'accounts-other-ffffffff', 900), ...ended('complete', 'nobody-db-init-ffffffff', 900) };
    return {
      fires: failed('true'),
      // One of before has succeeded, and later ones with other purposes.
      alsoFires: [{ ...failed('true'), ...all((name) => ended('complete', `${name}-ffffffff`, 100)), ...others }],
      // None failed, none of ours, and a later one has succeeded.
      silent: [
        failed('false'),
        { ...ended('failed', 'accounts-other-0a1b2c3d', 200), ...ended('failed', 'catalogue-nightly-28912345', 200) },
        { ...failed('true'), ...all((name) => ended('complete', `${name}-ffffffff`, 300)) },
      ],
      at: '5m',
    };
  },
  CronJobFailed: (target) => ({
    fires: cron(target, {
      status_last_schedule_time: '600x60',
      status_last_successful_time: '500x60',
      created: '100x60',
      status_active: '0x60',
    }),
    silent: [
      cron(target, {
        status_last_schedule_time: '600x60',
        status_last_successful_time: '700x60',
        created: '100x60',
        status_active: '0x60',
      }),
      // It runs still.
      cron(target, { status_last_schedule_time: '600x60', created: '100x60', status_active: '1x60' }),
    ],
    at: '30m',
  }),
  CronJobMissed: (target) => ({
    fires: cron(target, { next_schedule_time: '600x600', status_active: '0x600' }),
    silent: [cron(target, { next_schedule_time: '86400x600', status_active: '0x600' })],
    at: '9h',
  }),
  VolumeNearlyFull: (target) => ({ fires: volume(target, '5x60'), silent: [volume(target, '40x60')], at: '30m' }),
  DatabaseConnectionsNearLimit: ({ namespace, service, expr }) => {
    const operated = expr.includes('cnpg_backends_total');
    const shown = (of: Readonly<Record<string, string>>, connections: number): Series =>
      operated
        ? { [labelled('cnpg_backends_total', { namespace, pod: 'acme-db-1', ...of })]: `${connections}x30` }
        : { [labelled('pg_stat_activity_count', { job: 'postgres-exporter', server: 'main', ...of })]: `${connections}x30` };
    const own = { datname: service, usename: service };
    const with_ = (active: number): Series => ({
      ...shown({ ...own, state: 'idle' }, 1),
      ...shown({ ...own, state: 'active' }, active),
      ...shown({ datname: 'other', usename: 'other', state: 'active' }, 999),
    });
    return { fires: with_(Math.ceil(threshold(expr))), silent: [with_(Math.floor(threshold(expr)) - 1)], at: '20m' };
  },
  DatabasePoolNearlyUsed: ({ namespace, service, expr }) => {
    const with_ = (used: number): Series => ({
      [labelled('db_client_connection_count', { namespace, job: service, pod: 'a', db_client_connection_state: 'used' })]: `${used}x30`,
      [labelled('db_client_connection_count', { namespace, job: service, pod: 'a', db_client_connection_state: 'idle' })]: '99x30',
      // Another pod does not count.
      [labelled('db_client_connection_count', { namespace, job: service, pod: 'b', db_client_connection_state: 'used' })]: '1x30',
    });
    return { fires: with_(Math.floor(threshold(expr)) + 1), silent: [with_(Math.floor(threshold(expr)))], at: '20m' };
  },
  CertificateExpires: ({ namespace, service }) => {
    const with_ = (label: string, seconds: number): Series => ({
      [labelled('certmanager_certificate_expiration_timestamp_seconds', { name: service, [label]: namespace })]: `${seconds}x150`,
      [labelled('certmanager_certificate_expiration_timestamp_seconds', { name: service, [label]: 'elsewhere' })]: '1x150',
    });
    return {
      fires: with_('exported_namespace', 3 * 86_400),
      silent: [with_('exported_namespace', 40 * 86_400), with_('namespace', 40 * 86_400)],
      at: '2h',
    };
  },
  QueueBacklog: (target) => ({
    fires: queues(target, 'mails', '1500x30', '1x30'),
    silent: [queues(target, 'mails', '400x30', '1x30')],
    at: '20m',
  }),
  QueueWithoutConsumers: (target) => ({
    fires: queues(target, 'mails', '1x30', '0x30'),
    silent: [queues(target, 'mails', '1x30', '1x30'), queues(target, 'mails', '0x30', '0x30'), queues(target, 'mails.dlq', '5x30', '0x30')],
    at: '20m',
  }),
  // 99.9 %: a page at more than 1.44 % of an hour, or 0.6 % of six; a ticket at more than 0.3 % of a day, or 0.1 % of three.
  'ServiceErrorBudgetBurns page': (target) => ({
    fires: { ...requests(target, '0+980x100', '0+20x100'), ...probes(target) },
    // Six of thirty in an hour.
    alsoFires: [requests(target, '0+0.4x100', '0+0.1x100')],
    // Too small a share; over by now; and one of thirty.
    silent: [
      requests(target, '0+0.5x100', '0x93 1x7'),
      requests(target, '0+995x100', '0+5x100'),
      requests(target, '0+980x60 58800+1000x40', '0+20x60 1200x40'),
    ],
    at: '95m',
  }),
  'ServiceErrorBudgetBurns ticket': (target) => ({
    fires: requests(target, '0+996x180', '0+4x180'),
    silent: [requests(target, '0+10000x180', '0+9x180'), requests(target, '0+0.5x180', '0x160 1x20')],
    at: '170m',
  }),
  // 99 % or 99.5 %.
  'ServiceLatencyBudgetBurns page': (target) => ({
    fires: durations(target, '0+80x90', '0+100x90', ['0.5', '1']),
    // Quick enough; and three of sixteen.
    silent: [durations(target, '0+98x90', '0+100x90', ['0.5', '1']), durations(target, '0+0.16x90', '0+0.2x90', ['0.5', '1'])],
    at: '80m',
  }),
  'ServiceLatencyBudgetBurns ticket': (target) => ({
    fires: durations(target, '0+968x180', '0+1000x180', ['0.5', '1']),
    silent: [durations(target, '0+998x180', '0+1000x180', ['0.5', '1']), durations(target, '0+0.18x180', '0+0.2x180', ['0.5', '1'])],
    at: '170m',
  }),
};

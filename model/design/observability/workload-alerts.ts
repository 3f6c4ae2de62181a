import type { AlertRule, Lifetime, Workload } from '../../blueprint';
import type { Platform } from '../../platform';
import { alertRule, type AlertProps } from './alert';
import { jobOf, literally, series } from './promql';

/** The characters that Kubernetes makes random names of: no vowels, and nothing that looks like another. */
const random = '[bcdf-hj-np-tv-xz24-9]';

/** The longest name of a ReplicaSet that the names of its pods hold as a whole. */
const longestWhole = 46;

/** The alerts about the pods of a workload, by what kube-state-metrics shows of the objects. */
export function workloadAlerts(platform: Platform, workload: Workload): AlertRule[] {
  const { lifetime } = workload;
  const make = (props: AlertProps): AlertRule => alertRule(platform, props);
  switch (lifetime.kind) {
    case 'replicated':
      return [
        ...replicaAlerts(platform, workload, make),
        ...unscraped(platform, workload, make),
        restarting(platform, workload, make),
        ...scalingAlerts(platform, workload, lifetime, make),
      ];
    case 'stateful':
      return [...replicaAlerts(platform, workload, make), ...unscraped(platform, workload, make), restarting(platform, workload, make)];
    case 'scheduled':
      return lifetime.suspended ? [] : cronAlerts(platform, workload, lifetime, make);
    case 'run-once':
      // Those of a service together: see `jobAlerts`.
      return [];
  }
}

type Make = (props: AlertProps) => AlertRule;

/** The series of how many pods a workload shall have, and of how many are ready. */
function replicasOf({ namespace }: Platform, { name, lifetime }: Workload): { readonly wanted: string; readonly ready: string } {
  const stateful = lifetime.kind === 'stateful';
  const of = { namespace, [stateful ? 'statefulset' : 'deployment']: name };
  return {
    wanted: series(stateful ? 'kube_statefulset_replicas' : 'kube_deployment_spec_replicas', of),
    ready: series(stateful ? 'kube_statefulset_status_replicas_ready' : 'kube_deployment_status_replicas_available', of),
  };
}

function replicaAlerts(platform: Platform, workload: Workload, make: Make): AlertRule[] {
  const { name } = workload;
  const { wanted, ready } = replicasOf(platform, workload);
  return [
    make({
      alert: 'ServiceDown',
      severity: 'page',
      expr: `${ready} == 0 and ${wanted} > 0`,
      for: '5m',
      summary: `no pod of ${name} is ready`,
      description: 'Look at the events and logs of its pods.',
    }),
    make({
      alert: 'ServiceReplicasMissing',
      severity: 'ticket',
      expr: `${ready} < ${wanted}`,
      for: '15m',
      summary: `only {{ $value }} pods of ${name} are ready`,
      description: 'A rollout does not come to its end, or nodes have no room: look at the events of its pods.',
    }),
  ];
}

/** Tells that nobody reads the metrics of pods that run: what counts requests is silent then, as if all were well. */
function unscraped(platform: Platform, workload: Workload, make: Make): AlertRule[] {
  const { namespace, observability } = platform;
  const { name, metrics, identity } = workload;
  if (metrics === undefined || !observability.monitors) return [];
  return [
    make({
      alert: 'MetricsMissing',
      severity: 'ticket',
      expr: `${replicasOf(platform, workload).ready} > 0 unless on (namespace) ${series('up', { namespace, job: jobOf(identity.name) })} == 1`,
      for: '15m',
      summary: `pods of ${name} are ready, and Prometheus reads the metrics of none`,
      description:
        'The alerts about its requests are silent: look at the targets of Prometheus, at `network.monitoring`, and at `sampleLimit`.',
    }),
  ];
}

function restarting({ namespace }: Platform, workload: Workload, make: Make): AlertRule {
  const restarts = series('kube_pod_container_status_restarts_total', { namespace, pod: podNames(workload) });
  return make({
    alert: 'ServiceRestarting',
    severity: 'ticket',
    expr: `max by (pod, container) (increase(${restarts}[1h])) > 3`,
    for: '5m',
    summary: `{{ $labels.container }} in {{ $labels.pod }} starts again and again`,
    description: 'Look at the logs of the container before its last start, and whether it had too little memory.',
  });
}

/** The names that the pods of a workload have. */
function podNames({ name, lifetime }: Workload): RegExp {
  if (lifetime.kind === 'stateful') return new RegExp(`${literally(name)}-[0-9]+`);
  // Kubernetes cuts the end of a long name off.
  if (name.length > longestWhole) return new RegExp(`${literally(name.slice(0, longestWhole))}.*`);
  return new RegExp(`${literally(name)}-${random}{1,10}-${random}{5}`);
}

function scalingAlerts(
  { namespace }: Platform,
  { name }: Workload,
  lifetime: Extract<Lifetime, { kind: 'replicated' }>,
  make: Make,
): AlertRule[] {
  const { scaling } = lifetime;
  // With as many at least as at most it would be there for ever.
  if (!('minReplicas' in scaling) || scaling.minReplicas >= scaling.maxReplicas) return [];
  const of = { namespace, horizontalpodautoscaler: name };
  const desired = series('kube_horizontalpodautoscaler_status_desired_replicas', of);
  return [
    make({
      alert: 'ServiceAtMostReplicas',
      severity: 'ticket',
      expr: `${desired} >= ${series('kube_horizontalpodautoscaler_spec_max_replicas', of)}`,
      for: '15m',
      summary: `${name} has as many pods as its autoscaler allows`,
      description: 'Raise `autoscaling.maxReplicas`, within what its database takes, or find out why it has so much to do.',
    }),
  ];
}

function cronAlerts(
  { namespace }: Platform,
  { name }: Workload,
  lifetime: Extract<Lifetime, { kind: 'scheduled' }>,
  make: Make,
): AlertRule[] {
  const of = { namespace, cronjob: name };
  const succeeded = `(${series('kube_cronjob_status_last_successful_time', of)} or ${series('kube_cronjob_created', of)})`;
  const idle = `${series('kube_cronjob_status_active', of)} == 0`;
  return [
    make({
      alert: 'CronJobFailed',
      severity: 'ticket',
      expr: `${series('kube_cronjob_status_last_schedule_time', of)} > ${succeeded} and ${idle}`,
      for: '5m',
      summary: `the last run of ${name} has failed`,
      description: 'Look at the logs of its last Job.',
    }),
    make({
      alert: 'CronJobMissed',
      severity: 'ticket',
      expr: `time() - ${series('kube_cronjob_next_schedule_time', of)} > ${lifetime.startingDeadlineSeconds + 300} and ${idle}`,
      for: '5m',
      summary: `a run of ${name} was due and has not started`,
      description: 'Look at the events of the CronJob: the quota of the namespace may be used up.',
    }),
  ];
}

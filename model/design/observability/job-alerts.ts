import type { AlertRule, Workload } from '../../blueprint';
import type { Platform } from '../../platform';
import { alertRule } from './alert';
import { literally, series } from './promql';

/** The alerts about the Jobs of a service: one about those that its pods wait for, and one about the others. */
export function jobAlerts(platform: Platform, jobs: readonly Workload[]): AlertRule[] {
  const hooks = jobs.filter(({ kind }) => kind === 'hook');
  const waitedFor = jobs.filter(({ kind }) => kind !== 'hook');
  return [
    ...jobAlert(platform, waitedFor, 'page', 'New pods wait for it: look at the logs of its pods.'),
    ...jobAlert(platform, hooks, 'ticket', 'Look at the logs of its pods.'),
  ];
}

function jobAlert(platform: Platform, jobs: readonly Workload[], severity: 'page' | 'ticket', description: string): AlertRule[] {
  if (jobs.length === 0) return [];
  const names = new RegExp(`(${jobs.map(({ name }) => literally(name)).join('|')})-[0-9a-f]{8}`);
  return [
    alertRule(platform, {
      alert: 'JobFailed',
      severity,
      expr: `${series('kube_job_failed', { namespace: platform.namespace, job_name: names, condition: 'true' })} == 1`,
      for: '1m',
      summary: 'the Job {{ $labels.job_name }} has failed',
      description,
    }),
  ];
}

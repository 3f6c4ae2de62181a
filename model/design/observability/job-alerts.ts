import type { AlertRule, Workload } from '../../blueprint';
import type { Platform } from '../../platform';
import { alertRule } from './alert';
import { literally, series } from './promql';

/** The end of the name of a Job, which follows from its content. */
const hash = '[0-9a-f]{8}';

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
  const of = { namespace: platform.namespace, job_name: new RegExp(`(${jobs.map(({ name }) => literally(name)).join('|')})-${hash}`) };
  const ended = (condition: 'failed' | 'complete'): string => `${series(`kube_job_${condition}`, { ...of, condition: 'true' })} == 1`;
  const created = series('kube_job_created', of);
  const succeeded = `max by (purpose) (${withPurpose(`${created} and on (job_name) ${ended('complete')}`)})`;
  return [
    alertRule(platform, {
      alert: 'JobFailed',
      severity,
      // One that has failed is kept for a while, and is no matter any more once a later one has done its work.
      expr: `${ended('failed')} unless on (job_name) ${withPurpose(created)} < on (purpose) group_left ${succeeded}`,
      for: '1m',
      summary: 'the Job {{ $labels.job_name }} has failed',
      description,
    }),
  ];
}

/** Gives series of Jobs what the Jobs are for as a label: the name without what differs with the content. */
function withPurpose(query: string): string {
  return `label_replace(${query}, "purpose", "$1", "job_name", "(.+)-${hash}")`;
}

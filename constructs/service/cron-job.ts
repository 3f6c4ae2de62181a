import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { Workload } from '../../model/blueprint';
import { describe } from '../delivery/describe';
import { type Setting, type Subject, workloadMetadata } from '../delivery/metadata';
import { Manifest, type Plain } from '../manifest';
import { podMetadata, shownContainer } from '../pod/placement';
import { disruptionsIgnored } from '../pod/pod-failure-policy';
import { restrictedPod } from '../pod/restricted-pod';

/** The workload that a CronJob starts again and again. */
export interface WorkloadCronJobProps {
  readonly setting: Setting;
  readonly subject: Subject;
  readonly workload: Workload;
  readonly lifetime: Extract<Workload['lifetime'], { kind: 'scheduled' }>;
}

const policies = { forbid: 'Forbid', replace: 'Replace', allow: 'Allow' } as const;

/**
 * The CronJob of a workload that runs at given times. Its pods read variables, files and Secrets when they start, so nothing has to restart them.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 */
export class WorkloadCronJob extends Manifest {
  constructor(scope: Construct, id: string, { setting, subject, workload, lifetime }: WorkloadCronJobProps) {
    const { schedule, timeZone, concurrency, startingDeadlineSeconds, deadlineSeconds, retries, history, suspended } = lifetime;
    const { pod } = workload;
    const annotations = describe(workload);
    super(scope, id, {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: workloadMetadata(setting, subject, {
        name: workload.name,
        stage: workload.stage,
        ...(Object.keys(annotations).length > 0 && { annotations }),
      }),
      spec: {
        schedule,
        timeZone,
        concurrencyPolicy: policies[concurrency],
        suspend: suspended,
        startingDeadlineSeconds,
        successfulJobsHistoryLimit: history.succeeded,
        failedJobsHistoryLimit: history.failed,
        jobTemplate: {
          metadata: { labels: subject.labels },
          spec: {
            activeDeadlineSeconds: deadlineSeconds,
            backoffLimit: retries,
            podFailurePolicy: disruptionsIgnored,
            template: {
              metadata: podMetadata(subject, workload, shownContainer(pod)),
              spec: restrictedPod(workload, subject.selector),
            },
          },
        },
      } satisfies Plain<k8s.CronJobSpec>,
    });
  }
}

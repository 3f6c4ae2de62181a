import type { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { contentHash, type Workload } from '../../model/blueprint';
import { type Setting, type Subject, workloadMetadata } from '../delivery/metadata';
import { Manifest, type Plain } from '../manifest';
import { podMetadata, shownContainer } from '../pod/placement';
import { disruptionsIgnored } from '../pod/pod-failure-policy';
import { restrictedPod } from '../pod/restricted-pod';

/** The workload that a Job runs. */
export interface WorkloadJobProps {
  readonly setting: Setting;
  readonly subject: Subject;
  readonly workload: Workload;
  readonly lifetime: Extract<Workload['lifetime'], { kind: 'run-once' }>;
  /** The seed of the environment's development credentials; undefined if its credentials are real. */
  readonly seed: string | undefined;
}

/**
 * The Job of a workload that runs once. Its template cannot be changed, so it is named by its content.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
export class WorkloadJob extends Construct {
  constructor(scope: Construct, id: string, props: WorkloadJobProps) {
    super(scope, id);
    const { setting, subject, workload } = props;
    const spec = jobSpec(props);
    new Manifest(this, 'job', {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: workloadMetadata(setting, subject, {
        name: `${workload.name}-${contentHash(hashedContent(props, spec))}`,
        stage: workload.stage,
        ...(props.lifetime.onDeletion === true && { annotations: beforeDeletion }),
      }),
      spec,
    });
  }
}

/**
 * Has Argo CD run a Job before it deletes anything of an Application, and not delete anything unless the Job succeeds.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/#predelete-hooks
 */
const beforeDeletion = {
  'argocd.argoproj.io/hook': 'PreDelete',
  'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation,HookSucceeded',
} as const;

function jobSpec({ subject, workload, lifetime }: WorkloadJobProps) {
  const { pod } = workload;
  return {
    activeDeadlineSeconds: lifetime.deadlineSeconds,
    backoffLimit: lifetime.retries,
    podFailurePolicy: disruptionsIgnored,
    ...(lifetime.keptSeconds !== undefined && { ttlSecondsAfterFinished: lifetime.keptSeconds }),
    template: {
      metadata: podMetadata(subject, workload, shownContainer(pod)),
      spec: restrictedPod(workload, subject.selector),
    },
  } satisfies Plain<k8s.JobSpec>;
}

/** All that a run depends on. A development credential changes with its seed, and only a new init Job brings it to the server. */
function hashedContent({ workload, seed }: WorkloadJobProps, spec: object): unknown[] {
  // The empty place was that of files: without it every hook would have another name, and run again.
  return [spec, [], seed !== undefined && workload.kind === 'init' ? seed : ''];
}

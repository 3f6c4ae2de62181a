import type { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { contentHash, type Volume, type Workload } from '../../model/blueprint';
import { type Setting, type Subject, workloadMetadata } from '../delivery/metadata';
import { Manifest, type Plain } from '../manifest';
import { podMetadata, shownContainer } from '../pod/placement';
import { readsSecrets } from '../pod/reads-secrets';
import { restrictedPod } from '../pod/restricted-pod';
import { podVolumes } from '../pod/volumes';
import { WorkloadConfigMap } from '../service/config-map';

/** The workload that a Job runs. */
export interface WorkloadJobProps {
  readonly setting: Setting;
  readonly subject: Subject;
  readonly workload: Workload;
  readonly lifetime: Extract<Workload['lifetime'], { kind: 'run-once' }>;
  /** The seed of the environment's development credentials; undefined if its credentials are real. */
  readonly seed: string | undefined;
}

/** Makes a Job a step of every sync: Argo CD deletes the one before and makes it anew. */
const hookAnnotations = {
  'argocd.argoproj.io/hook': 'Sync',
  'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
} as const;

/**
 * The Job of a workload that runs once, and the ConfigMap with its files.
 *
 * A Job's template cannot be changed. Mostly the Job is therefore named by its content; in Argo CD delivery init and migration Jobs
 * are hooks of Argo CD's, which are deleted before they are made again.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 */
export class WorkloadJob extends Construct {
  constructor(scope: Construct, id: string, props: WorkloadJobProps) {
    super(scope, id);
    const { setting, subject, workload } = props;
    const spec = jobSpec(props);
    const name = workload.hashed ? `${workload.name}-${contentHash(hashedContent(props, spec))}` : workload.name;
    for (const config of workload.configs) {
      new WorkloadConfigMap(this, 'config', { setting, subject, name: config.hashed ? name : config.name, config });
    }
    new Manifest(this, 'job', {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: workloadMetadata(setting, subject, {
        name,
        stage: workload.stage,
        ...(!workload.hashed && { annotations: hookAnnotations }),
      }),
      spec: withOwnFiles(spec, workload, name),
    });
  }
}

/** The spec but for the volumes with files of its own, whose names follow from all the rest. */
function jobSpec({ subject, workload, lifetime }: WorkloadJobProps) {
  const { pod } = workload;
  const shared = { ...pod, volumes: pod.volumes.filter((volume) => !isOwn(volume, workload)) };
  return {
    activeDeadlineSeconds: lifetime.deadlineSeconds,
    backoffLimit: lifetime.retries,
    ...(lifetime.keptSeconds !== undefined && { ttlSecondsAfterFinished: lifetime.keptSeconds }),
    template: {
      metadata: podMetadata(subject, workload, shownContainer(pod)),
      spec: restrictedPod({ ...workload, pod: shared }, subject.selector),
    },
  } satisfies Plain<k8s.JobSpec>;
}

/** All that a run depends on. A development credential changes with its seed, and only a new Job brings it to the server. */
function hashedContent({ workload, seed }: WorkloadJobProps, spec: object): unknown[] {
  return [spec, workload.configs[0]?.data ?? [], seed !== undefined && readsSecrets(workload.pod) ? seed : ''];
}

function isOwn(volume: Volume, { configs }: Workload): boolean {
  return volume.kind === 'config' && configs.some(({ name }) => name === volume.config);
}

function withOwnFiles(spec: ReturnType<typeof jobSpec>, workload: Workload, name: string): Plain<k8s.JobSpec> {
  const own = workload.pod.volumes.filter((volume) => isOwn(volume, workload)).map((volume) => ({ ...volume, config: name }) as Volume);
  if (own.length === 0) return spec;
  const { template } = spec;
  return {
    ...spec,
    template: { ...template, spec: { ...template.spec, volumes: [...(template.spec.volumes ?? []), ...podVolumes(own)] } },
  };
}

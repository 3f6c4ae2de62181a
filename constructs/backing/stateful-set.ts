import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { headlessName, type Workload } from '../../model/blueprint';
import { describe } from '../delivery/describe';
import { confirmedBefore } from '../delivery/kept';
import { type Setting, type Subject, workloadMetadata } from '../delivery/metadata';
import { Manifest, type Plain } from '../manifest';
import { podAnnotations } from '../pod/annotations';
import { podMetadata } from '../pod/placement';
import { restrictedPod } from '../pod/restricted-pod';
import { type ClaimTemplate, claimTemplates } from '../pod/volumes';
import { reloadAnnotation } from '../secrets/reload-annotation';

/** The workload that a StatefulSet keeps running. */
export interface WorkloadStatefulSetProps {
  readonly setting: Setting;
  readonly subject: Subject;
  readonly workload: Workload;
  readonly lifetime: Extract<Workload['lifetime'], { kind: 'stateful' }>;
  /** The seed of the environment's development credentials; undefined if its credentials are real. */
  readonly seed: string | undefined;
}

type StatefulSetSpec = Plain<Omit<k8s.StatefulSetSpec, 'volumeClaimTemplates'>> & {
  readonly volumeClaimTemplates: readonly ClaimTemplate[];
};

const policies = { ordered: 'OrderedReady', parallel: 'Parallel' } as const;

/** The StatefulSet of a workload that keeps data: pods with a name and volumes of their own each. */
export class WorkloadStatefulSet extends Manifest {
  constructor(scope: Construct, id: string, { setting, subject, workload, lifetime, seed }: WorkloadStatefulSetProps) {
    const { kind, name, stage, pod } = workload;
    const annotations = { ...describe(workload), ...reloadAnnotation(workload), ...confirmedBefore(setting) };
    super(scope, id, {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: statefulMetadata(workloadMetadata(setting, subject, { name, stage }), annotations),
      spec: {
        serviceName: headlessName(name),
        replicas: lifetime.replicas,
        revisionHistoryLimit: 3,
        podManagementPolicy: policies[lifetime.podManagement],
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
        selector: { matchLabels: subject.selector },
        template: {
          metadata: podMetadata(subject, workload, kind === 'server' ? {} : podAnnotations(workload, seed)),
          spec: restrictedPod(workload, subject.selector),
        },
        volumeClaimTemplates: claimTemplates(pod.volumes, subject.selector),
      } satisfies StatefulSetSpec,
    });
  }
}

/** The sync wave first: the order in which the annotations have always been written. */
function statefulMetadata<M extends { readonly annotations?: object }>(metadata: M, annotations: Record<string, string>): M {
  return Object.keys(annotations).length === 0 ? metadata : { ...metadata, annotations: { ...metadata.annotations, ...annotations } };
}

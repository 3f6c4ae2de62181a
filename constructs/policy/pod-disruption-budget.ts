import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { Workload } from '../../model/blueprint';
import { metadataOf, type Setting, type Subject } from '../delivery/metadata';
import { Manifest, type Plain } from '../manifest';

/** The workload whose pods a drain may take. */
export interface WorkloadDisruptionBudgetProps {
  readonly setting: Setting;
  readonly subject: Subject;
  readonly workload: Pick<Workload, 'name'>;
}

/** Lets a drain take one pod of a service at a time, and pods that do not work at once. */
export class WorkloadDisruptionBudget extends Manifest {
  constructor(scope: Construct, id: string, { setting, workload, subject }: WorkloadDisruptionBudgetProps) {
    super(scope, id, {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: metadataOf(setting, subject, { name: workload.name, stage: 'workload' }),
      spec: {
        maxUnavailable: 1,
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: subject.selector },
      } satisfies Plain<k8s.PodDisruptionBudgetSpec>,
    });
  }
}

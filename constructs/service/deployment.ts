import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { deepFreeze, type Rollout, type Workload } from '../../model/blueprint';
import { describe } from '../delivery/describe';
import { type Setting, type Subject, workloadMetadata } from '../delivery/metadata';
import { Manifest, type Plain } from '../manifest';
import { podAnnotations } from '../pod/annotations';
import { podMetadata } from '../pod/placement';
import { restrictedPod } from '../pod/restricted-pod';
import { reloadAnnotation } from '../secrets/reload-annotation';

/** The workload that a Deployment keeps running. */
export interface WorkloadDeploymentProps {
  readonly setting: Setting;
  readonly subject: Subject;
  readonly workload: Workload;
  /** The seed of the environment's development credentials; undefined if its credentials are real. */
  readonly seed: string | undefined;
}

type Replicated = Extract<Workload['lifetime'], { kind: 'replicated' }>;

const rollingUpdate = deepFreeze({ type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } });
const strategies: Readonly<Record<Rollout, Plain<k8s.DeploymentStrategy>>> = {
  rolling: rollingUpdate,
  recreate: deepFreeze({ type: 'Recreate' }),
};

/** The Deployment of a workload whose pods are all alike. */
export class WorkloadDeployment extends Manifest {
  constructor(
    scope: Construct,
    id: string,
    { setting, subject, workload, seed, lifetime }: WorkloadDeploymentProps & { readonly lifetime: Replicated },
  ) {
    const { scaling, settleSeconds, progressSeconds, rollout } = lifetime;
    const annotations = { ...describe(workload), ...reloadAnnotation(workload) };
    const ofPods = podAnnotations(workload, seed);
    super(scope, id, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: workloadMetadata(setting, subject, {
        name: workload.name,
        stage: workload.stage,
        ...(Object.keys(annotations).length > 0 && { annotations }),
      }),
      spec: {
        // With an autoscaler the number is its own: a number here would set it back at every apply.
        ...('replicas' in scaling && { replicas: scaling.replicas }),
        revisionHistoryLimit: 3,
        ...(settleSeconds !== undefined && { minReadySeconds: settleSeconds }),
        progressDeadlineSeconds: progressSeconds,
        strategy: strategies[rollout],
        selector: { matchLabels: subject.selector },
        template: {
          metadata: podMetadata(subject, workload, ofPods),
          spec: restrictedPod(workload, subject.selector),
        },
      } satisfies Plain<k8s.DeploymentSpec>,
    });
  }
}

import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { Workload } from '../../model/blueprint';
import type { Autoscaling } from '../../model/platform';
import { metadataOf, type Setting, type Subject } from '../delivery/metadata';
import { Manifest, type Plain } from '../manifest';

/** The workload whose pods an autoscaler counts. */
export interface ServiceAutoscalerProps {
  readonly setting: Setting;
  readonly subject: Subject;
  readonly workload: Pick<Workload, 'name'>;
  readonly autoscaling: Autoscaling;
}

/**
 * Decides how many pods of a service run, by how much of their CPU request they use. Takes pods away only when there were too many for five minutes.
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
 */
export class ServiceAutoscaler extends Manifest {
  constructor(scope: Construct, id: string, { setting, workload: { name }, subject, autoscaling }: ServiceAutoscalerProps) {
    const { minReplicas, maxReplicas, cpuUtilization } = autoscaling;
    super(scope, id, {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: metadataOf(setting, subject, { name, stage: 'autoscaling' }),
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        minReplicas,
        maxReplicas,
        // In the order in which the API server gives them back: another would be a difference for ever.
        metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpuUtilization } } }],
        behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
      } satisfies Plain<k8s.HorizontalPodAutoscalerSpecV2>,
    });
  }
}

import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { metadataOf } from '../delivery/metadata';
import { Manifest, type Plain } from '../manifest';
import type { ServiceObjectProps } from '../service/service-props';

/** Lets a drain take one pod of a service at a time, and pods that do not work at once. */
export class ServiceDisruptionBudget extends Manifest {
  constructor(scope: Construct, id: string, { platform, service, subject }: ServiceObjectProps) {
    super(scope, id, {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: metadataOf(platform, subject, { name: service.name, wave: 'availability' }),
      spec: {
        maxUnavailable: 1,
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: subject.selector },
      } satisfies Plain<k8s.PodDisruptionBudgetSpec>,
    });
  }
}

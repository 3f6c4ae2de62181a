import type { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { metadataOf, selectorOf } from '../delivery/metadata';
import { Manifest, type Plain } from '../manifest';
import type { ServiceProps } from '../service/deployment';
import { serviceSubject } from '../service/subject';

/** Lets a drain take one pod of a service at a time, and pods that do not work at once. */
export class ServiceDisruptionBudget extends Construct {
  constructor(scope: Construct, id: string, { platform, service }: ServiceProps) {
    super(scope, id);
    const subject = serviceSubject(service);
    new Manifest(this, 'budget', {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: metadataOf(platform, subject, { name: service.name, wave: 'availability' }),
      spec: {
        maxUnavailable: 1,
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: selectorOf(subject) },
      } satisfies Plain<k8s.PodDisruptionBudgetSpec>,
    });
  }
}

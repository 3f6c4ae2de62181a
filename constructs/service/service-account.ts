import type { Construct } from 'constructs';
import type { Platform } from '../../model/platform';
import { metadataOf, type Subject } from '../delivery/metadata';
import { Manifest } from '../manifest';

/** What a ServiceAccount is made from. */
export interface WorkloadServiceAccountProps {
  readonly platform: Platform;
  readonly subject: Subject;
}

/** A ServiceAccount of the workload's own, without a token: nothing here talks to the Kubernetes API. */
export class WorkloadServiceAccount extends Manifest {
  constructor(scope: Construct, id: string, { platform, subject }: WorkloadServiceAccountProps) {
    super(scope, id, {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: metadataOf(platform, subject, { name: subject.instance, wave: 'configuration' }),
      automountServiceAccountToken: false,
      ...(platform.imagePullSecrets.length > 0 && { imagePullSecrets: platform.imagePullSecrets.map((name) => ({ name })) }),
    });
  }
}

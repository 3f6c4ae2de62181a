import type { Construct } from 'constructs';
import type { Blueprint, Workload } from '../../model/blueprint';
import { metadataOf, type Setting, type Subject } from '../delivery/metadata';
import { Manifest } from '../manifest';

/** The workload whose account it is, and the Secrets with which its pods' images are pulled. */
export interface WorkloadServiceAccountProps {
  readonly setting: Setting & Pick<Blueprint, 'imagePullSecrets'>;
  readonly workload: Pick<Workload, 'account'>;
  readonly subject: Subject;
}

/** A ServiceAccount of the workload's own, without a token: nothing here talks to the Kubernetes API. */
export class WorkloadServiceAccount extends Manifest {
  constructor(scope: Construct, id: string, { setting, workload, subject }: WorkloadServiceAccountProps) {
    const { name, annotations } = workload.account;
    super(scope, id, {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: metadataOf(setting, subject, { name, stage: 'configuration', ...(annotations !== undefined && { annotations }) }),
      automountServiceAccountToken: false,
      ...(setting.imagePullSecrets.length > 0 && { imagePullSecrets: setting.imagePullSecrets.map((name) => ({ name })) }),
    });
  }
}

import type { Construct } from 'constructs';
import type { ConfigObject } from '../../model/blueprint';
import { metadataOf, type Setting, type Subject } from '../delivery/metadata';
import { Manifest } from '../manifest';

/** @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/ */
const syncOptions = 'argocd.argoproj.io/sync-options';

/** The texts, and the workload that reads them, as its labels. */
export interface WorkloadConfigMapProps {
  readonly setting: Setting;
  readonly subject: Subject;
  /** The name of the object, with its hash if it has one. */
  readonly name: string;
  readonly config: ConfigObject;
}

/**
 * A ConfigMap with files of a workload. One that is named by its content never changes, and one with the same files under another name takes
 * its place: Argo CD removes the old one when the pods that read it are gone.
 */
export class WorkloadConfigMap extends Manifest {
  constructor(scope: Construct, id: string, { setting, subject, name, config }: WorkloadConfigMapProps) {
    const { hashed, data, binaryData, large = false } = config;
    super(scope, id, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadataOf(setting, subject, {
        name,
        stage: 'configuration',
        ...(hashed &&
          setting.delivery === 'argocd' && {
            annotations: { [syncOptions]: large ? 'PruneLast=true,ServerSideApply=true' : 'PruneLast=true' },
          }),
      }),
      ...(hashed && { immutable: true }),
      ...((binaryData === undefined || Object.keys(data).length > 0) && { data }),
      ...(binaryData !== undefined && { binaryData }),
    });
  }
}

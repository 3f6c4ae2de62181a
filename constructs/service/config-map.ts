import type { Construct } from 'constructs';
import type { ConfigObject } from '../../model/blueprint';
import { prunedLast } from '../delivery/kept';
import { metadataOf, type Setting, type Subject } from '../delivery/metadata';
import { Manifest } from '../manifest';

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
        ...(hashed && { annotations: prunedLast(setting, ...(large ? ['ServerSideApply=true'] : [])) }),
      }),
      ...(hashed && { immutable: true }),
      ...((binaryData === undefined || Object.keys(data).length > 0) && { data }),
      ...(binaryData !== undefined && { binaryData }),
    });
  }
}

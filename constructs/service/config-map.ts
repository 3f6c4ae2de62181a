import type { Construct } from 'constructs';
import type { ConfigObject } from '../../model/blueprint';
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

/** A ConfigMap with variables or files of a workload. One that is named by its content never changes. */
export class WorkloadConfigMap extends Manifest {
  constructor(scope: Construct, id: string, { setting, subject, name, config }: WorkloadConfigMapProps) {
    super(scope, id, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadataOf(setting, subject, { name, stage: 'configuration' }),
      ...(config.hashed && { immutable: true }),
      data: config.data,
    });
  }
}

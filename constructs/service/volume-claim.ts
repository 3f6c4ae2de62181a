import type { Construct } from 'constructs';
import type { ClaimVolume, Workload } from '../../model/blueprint';
import { keptByArgoCd } from '../delivery/kept';
import { metadataOf, type Setting, type Subject } from '../delivery/metadata';
import { Manifest } from '../manifest';
import { claimSpec } from '../pod/volumes';

/** The volume that all pods of a workload share. */
export interface WorkloadVolumeClaimProps {
  readonly setting: Setting;
  readonly subject: Subject;
  readonly workload: Pick<Workload, 'stage'>;
  readonly claim: ClaimVolume & { readonly claim: string };
}

/**
 * A PersistentVolumeClaim of a workload. It is applied together with the pods: many a StorageClass binds a claim when its first pod is there, and Argo CD would wait
 * for that before it makes the pod.
 */
export class WorkloadVolumeClaim extends Manifest {
  constructor(scope: Construct, id: string, { setting, subject, workload, claim }: WorkloadVolumeClaimProps) {
    const metadata = metadataOf(setting, subject, { name: claim.claim, stage: workload.stage });
    const kept = keptByArgoCd(setting);
    super(scope, id, {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: Object.keys(kept).length > 0 ? { ...metadata, annotations: { ...metadata.annotations, ...kept } } : metadata,
      spec: claimSpec(claim),
    });
  }
}

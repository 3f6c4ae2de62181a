import type { k8s } from 'cdk8s-plus-28';
import { type ClaimVolume, deepFreeze, type Mount, type ProjectedKey, temporaryVolume, type Volume } from '../../model/blueprint';
import type { Plain } from '../manifest';

/** Volumes as a pod spec writes them, without those that a claim template makes. */
export function podVolumes(volumes: readonly Volume[]): Plain<k8s.Volume>[] {
  return volumes.flatMap((volume) => (volume === temporaryVolume.volume ? temporary : toVolume(volume)));
}

const temporary = deepFreeze(toVolume(temporaryVolume.volume));
const temporaryMount = deepFreeze(toMount(temporaryVolume.mount));

function toVolume(volume: Volume): Plain<k8s.Volume>[] {
  const { name } = volume;
  switch (volume.kind) {
    case 'scratch':
      return [{ name, emptyDir: { ...(volume.inMemory && { medium: 'Memory' }), sizeLimit: volume.size } }];
    case 'config':
      return [{ name, configMap: { name: volume.hash === undefined ? volume.config : `${volume.config}-${volume.hash}` } }];
    case 'secret':
      return [{ name, secret: { secretName: volume.secret, items: [{ key: volume.key, path: volume.key }] } }];
    case 'projected':
      return [
        { name, projected: { ...(volume.mode !== undefined && { defaultMode: volume.mode }), sources: volume.sources.map(projected) } },
      ];
    case 'claim':
      return volume.claim === undefined ? [] : [{ name, persistentVolumeClaim: { claimName: volume.claim } }];
  }
}

function projected({ kind, name, key, path }: ProjectedKey): Plain<k8s.VolumeProjection> {
  const items = [{ key, path }];
  return kind === 'Secret' ? { secret: { name, items } } : { configMap: { name, items } };
}

/** The places where a container sees volumes, as its spec writes them. */
export function volumeMounts(mounts: readonly Mount[]): Plain<k8s.VolumeMount>[] {
  return mounts.map((mount) => (mount === temporaryVolume.mount ? temporaryMount : toMount(mount)));
}

function toMount({ volume, path, file, readOnly }: Mount): Plain<k8s.VolumeMount> {
  return { name: volume, mountPath: path, ...(file !== undefined && { subPath: file }), ...(readOnly && { readOnly }) };
}

/** Claim templates as a StatefulSet writes them. The API fills in their type, which the generated props do not know. */
export type ClaimTemplate = Plain<k8s.KubePersistentVolumeClaimProps> & {
  readonly apiVersion: 'v1';
  readonly kind: 'PersistentVolumeClaim';
};

/**
 * The claims for the volumes that outlast their pod, one for each pod.
 * @param labels the labels that never change: a claim template cannot
 */
export function claimTemplates(volumes: readonly Volume[], labels: Readonly<Record<string, string>>): ClaimTemplate[] {
  return volumes.flatMap((volume): ClaimTemplate[] =>
    volume.kind !== 'claim' || volume.claim !== undefined
      ? []
      : [
          {
            // What the API server would fill in shows up as a difference for ever.
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            metadata: { name: volume.name, labels },
            spec: claimSpec(volume),
          },
        ],
  );
}

/** A claim as its object writes it. */
export function claimSpec({ size, storageClass, access }: ClaimVolume): Plain<k8s.PersistentVolumeClaimSpec> {
  return {
    accessModes: [access],
    ...(storageClass !== undefined && { storageClassName: storageClass }),
    volumeMode: 'Filesystem',
    resources: { requests: { storage: size } },
  };
}

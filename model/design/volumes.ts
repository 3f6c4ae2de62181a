import { type MountedVolume, volumeName } from '../blueprint';
import type { Service } from '../platform';

/** The volumes of a service that outlast its pods. The pods of a stateful one have one each, which the StatefulSet makes; those of other kinds share one. */
export function claimVolumes({ kind, name: hostname, volumes }: Service): MountedVolume[] {
  return volumes.map(({ path, size, class: storageClass, access }): MountedVolume => {
    const name = volumeName(path);
    const claim = kind === 'stateful' ? undefined : `${hostname}-${name}`;
    return {
      volume: { kind: 'claim', name, size, storageClass, access, claim },
      mount: { volume: name, path, file: undefined, readOnly: false },
    };
  });
}

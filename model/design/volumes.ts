import { type MountedVolume, scratchVolume, temporaryVolume, volumeName, writableVolumes } from '../blueprint';
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

/** The directories that are empty when a container of a service starts: `/tmp`, in the size that the entry says, then the others. */
export function emptyVolumes({ writablePaths, scratch }: Pick<Service, 'writablePaths' | 'scratch'>): MountedVolume[] {
  const ofEntry = scratch.map(({ path, size, inMemory }) =>
    scratchVolume(path === temporaryVolume.mount.path ? temporaryVolume.volume.name : `scratch-${volumeName(path)}`, path, size, inMemory),
  );
  const [temporary = temporaryVolume] = ofEntry.filter(({ volume }) => volume.name === temporaryVolume.volume.name);
  return [temporary, ...writableVolumes(writablePaths), ...ofEntry.filter((volume) => volume !== temporary)];
}

import { isDnsLabel } from '../../formats';
import type { ClaimVolume, Mount, Pod, Volume } from './container';
import { contentHash } from './content-hash';
import { deepFreeze } from './shared-value';
import { volumeName } from './volume-name';

/** A volume together with where a container sees it. */
export interface MountedVolume {
  readonly volume: Volume;
  readonly mount: Mount;
}

/** A writable `/tmp`, which every pod has because its root file system is read-only. */
export const temporaryVolume: MountedVolume = deepFreeze(scratchVolume('tmp', '/tmp', '64Mi'));

/**
 * A writable, empty directory that lasts as long as its pod.
 * @param size the most that it may hold, a Kubernetes quantity
 */
export function scratchVolume(name: string, path: string, size: string, inMemory = false): MountedVolume {
  return { volume: { kind: 'scratch', name, size, inMemory }, mount: { volume: name, path, file: undefined, readOnly: false } };
}

/** Scratch volumes for the paths that a service writes to. */
export function writableVolumes(paths: readonly string[]): MountedVolume[] {
  return paths.map((path) => scratchVolume(`writable-${volumeName(path)}`, path, '256Mi'));
}

/** Scratch volumes for the paths that one container beside that of the service writes to, with names that no volume of the service has. */
export function ownWritableVolumes(container: string, paths: readonly string[]): MountedVolume[] {
  return paths.map((path) => {
    // No name of a path has two hyphens in a row.
    const readable = `writable-${container}--${volumeName(path)}`;
    return scratchVolume(isDnsLabel(readable) ? readable : `writable-${contentHash([container, path])}`, path, '256Mi');
  });
}

/** The entries of a ConfigMap as read-only files. */
export function configVolume(name: string, config: string, path: string): MountedVolume {
  return { volume: { kind: 'config', name, config }, mount: { volume: name, path, file: undefined, readOnly: true } };
}

/** One key of a Secret as a read-only file of that name. No other key gets into the pod. */
export function secretVolume(name: string, secret: string, key: string, path: string): MountedVolume {
  return { volume: { kind: 'secret', name, secret, key }, mount: { volume: name, path, file: undefined, readOnly: true } };
}

/** The volumes of a pod that outlast it and have an object of their own, which all pods of the workload share. */
export function claimsOf({ pod }: { readonly pod: Pick<Pod, 'volumes'> }): (ClaimVolume & { readonly claim: string })[] {
  return pod.volumes.filter(
    (volume): volume is ClaimVolume & { readonly claim: string } => volume.kind === 'claim' && volume.claim !== undefined,
  );
}

/** The volumes that each pod of a stateful workload has a claim of its own for, each with the path at which a container sees it. */
export function podClaimsOf({
  pod,
}: {
  readonly pod: Pick<Pod, 'volumes' | 'containers'>;
}): { readonly volume: string; readonly path: string }[] {
  const paths = new Map(pod.containers.flatMap(({ mounts }) => mounts.map((mount) => [mount.volume, mount.path] as const)));
  return pod.volumes.flatMap((volume) =>
    volume.kind === 'claim' && volume.claim === undefined ? [{ volume: volume.name, path: paths.get(volume.name) ?? '' }] : [],
  );
}

import type { k8s } from 'cdk8s-plus-28';
import type { Plain } from '../manifest';
import { deepFreeze } from '../shared-value';

/** A volume together with where it is mounted. */
export interface MountedVolume {
  readonly volume: Plain<k8s.Volume>;
  readonly mount: Plain<k8s.VolumeMount>;
}

/** The name of the volume at `/tmp`, which every pod has because its root file system is read-only. */
const temporaryName = 'tmp';

/** A writable `/tmp`. */
export const temporaryVolume: MountedVolume = deepFreeze(scratchVolume(temporaryName, '/tmp', '64Mi'));

/**
 * A writable, empty directory that lasts as long as its pod.
 * @param sizeLimit a Kubernetes quantity
 */
export function scratchVolume(name: string, mountPath: string, sizeLimit: string): MountedVolume {
  return { volume: { name, emptyDir: { sizeLimit } }, mount: { name, mountPath } };
}

/** Scratch volumes for the paths a service writes to. */
export function writableVolumes(paths: readonly string[]): MountedVolume[] {
  return paths.map((path, index) => scratchVolume(`writable-${index}`, path, '256Mi'));
}

/** A ConfigMap as read-only files. */
export function configMapVolume(name: string, configMapName: string, mountPath: string): MountedVolume {
  return { volume: { name, configMap: { name: configMapName } }, mount: { name, mountPath, readOnly: true } };
}

/** One key of a Secret as a read-only file of that name. No other key gets into the pod. */
export function secretKeyVolume(name: string, secretName: string, key: string, mountPath: string): MountedVolume {
  return { volume: { name, secret: { secretName, items: [{ key, path: key }] } }, mount: { name, mountPath, readOnly: true } };
}

import { canonicalQuantity, parseQuantity } from '../../../formats';
import type { Workload } from '../../blueprint';

/** The scratch space of a pod in one medium, against the limit that it counts against. */
export interface ScratchUse {
  readonly medium: 'disk' | 'memory';
  /** Where the space is, with the size of each. */
  readonly rows: readonly { readonly path: string; readonly size: string }[];
  /** The sum of the sizes, in bytes. */
  readonly needed: number;
  /** In bytes. */
  readonly limit: number;
  readonly fits: boolean;
}

/**
 * Adds up the scratch space of a pod. On disk it counts with all containers together, the sidecars included; in memory with the container that fills it, which is taken to be
 * the first one. A quantity that is none counts as nothing: other rules report it.
 * @returns empty if the pod has no scratch space
 */
export function scratchUses({ pod }: Pick<Workload, 'pod'>): ScratchUse[] {
  if (!pod.volumes.some(({ kind }) => kind === 'scratch')) return [];
  const running = [...pod.initContainers.filter(({ sidecar }) => sidecar === true), ...pod.containers];
  const onDisk = running.reduce((sum, { resources }) => sum + (parseQuantity(resources.limits['ephemeral-storage']) ?? 0), 0);
  const inMemory = parseQuantity(pod.containers[0]?.resources.limits.memory ?? '') ?? 0;
  return (['disk', 'memory'] as const).map((medium): ScratchUse => {
    const rows = rowsOf(pod, medium === 'memory');
    const needed = rows.reduce((sum, { size }) => sum + (parseQuantity(size) ?? 0), 0);
    // How much memory the program itself needs is not known, but it is not nothing.
    return medium === 'disk'
      ? { medium, rows, needed, limit: onDisk, fits: needed <= onDisk }
      : { medium, rows, needed, limit: inMemory, fits: needed < inMemory };
  });
}

function rowsOf({ volumes, containers }: Workload['pod'], inMemory: boolean): ScratchUse['rows'] {
  const pathOf = new Map(containers.flatMap(({ mounts }) => mounts).map(({ volume, path }) => [volume, path]));
  return volumes.flatMap((volume) =>
    volume.kind === 'scratch' && volume.inMemory === inMemory ? [{ path: pathOf.get(volume.name) ?? volume.name, size: volume.size }] : [],
  );
}

/** Writes bytes as a quantity that people can read. */
export function formatBytes(bytes: number): string {
  const text = bytes % 2 ** 20 === 0 ? `${bytes / 2 ** 20}Mi` : String(bytes);
  return canonicalQuantity(text) ?? text;
}

import * as z from 'zod';
import { writablePathFlaw } from '../../formats';
import { inspected, type ReportIllegal } from './legal';
import { storageClassSchema, storageSizeSchema } from './values';

/** The pods that may mount a volume at the same time. */
const volumeAccessSchema = z.enum(['ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany']);

/** The pods that may mount a volume at the same time. */
export type VolumeAccess = z.output<typeof volumeAccessSchema>;

/** Volumes of an entry, by the path at which the container sees each. */
export const volumesSchema = inspected(
  z.record(
    z.string(),
    z.strictObject({
      /** The size of the volume, a Kubernetes quantity such as `10Gi`. */
      size: storageSizeSchema,
      /**
       * The StorageClass of the volume.
       * @default the cluster's default class
       */
      class: storageClassSchema.optional(),
      /**
       * The pods that may mount the volume at the same time. `ReadWriteOnce`: those of one node. `ReadWriteOncePod`: one. `ReadWriteMany`: all, which not
       * every StorageClass can.
       * @default 'ReadWriteOnce'
       * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
       */
      access: volumeAccessSchema.optional(),
    }),
  ),
  reportFlaws,
);

/** Volumes of an entry, as an overlay changes them: by the path that the entry has. */
export const volumeChangesSchema = z.record(
  z.string(),
  z.strictObject({
    /**
     * The size of the volume.
     * @default the entry's
     */
    size: storageSizeSchema.optional(),
    /**
     * The StorageClass of the volume.
     * @default the entry's
     */
    class: storageClassSchema.optional(),
  }),
);

function reportFlaws(volumes: Readonly<Record<string, unknown>>, report: ReportIllegal): void {
  for (const path of Object.keys(volumes)) {
    const reason = writablePathFlaw(path);
    if (reason !== undefined) report('writable-path-invalid', { path, reason }, { path: [path], key: true });
  }
}

/** The order in which the pods of a stateful service start and stop. */
export const podManagementSchema = z.enum(['ordered', 'parallel']);

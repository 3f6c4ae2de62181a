import * as z from 'zod';
import { writablePathFlaw } from '../../formats';
import { inspected } from './legal';
import { storageSizeSchema } from './values';

/** Directories of an entry that are empty at first and last as long as the pod, with a size. */
export const scratchSchema = inspected(
  z.array(
    z.strictObject({
      /** The absolute path at which the container sees it; `/tmp` is the directory that every container has. */
      path: z.string(),
      /** The most that it may hold, a Kubernetes quantity such as `1Gi`. A pod that writes more is evicted. */
      size: storageSizeSchema,
      /**
       * `disk`: on the node, of the container's `ephemeral-storage`. `memory`: a file system in memory, of the container's memory limit.
       * @default 'disk'
       */
      medium: z.enum(['disk', 'memory']).optional(),
    }),
  ),
  (directories, report) => {
    const seen = new Set<string>();
    for (const [index, { path }] of directories.entries()) {
      const flaw = path === '/tmp' ? undefined : writablePathFlaw(path);
      const reason = seen.has(path) ? 'it is listed twice' : flaw;
      if (reason !== undefined) report('writable-path-invalid', { path, reason }, { path: [index, 'path'] });
      seen.add(path);
    }
  },
);

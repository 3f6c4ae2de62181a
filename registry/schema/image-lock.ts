import * as z from 'zod';

/** Which builds an environment runs, by registry key: `environments/<name>.images.yaml`, the file that CI edits. */
export const imageLockSchema = z.record(
  z.string(),
  z.strictObject({
    /** The image's tag. Required beside a digest too: it is what people read. */
    tag: z.string(),
    /**
     * The image's digest, `sha256:` and 64 hexadecimal digits. It decides which build runs; the tag then only names it.
     * @default none: the image registry may give another build under the same tag
     */
    digest: z.string().optional(),
  }),
);

/** An environment's image lock after its shape was checked. */
export type ImageLock = z.output<typeof imageLockSchema>;

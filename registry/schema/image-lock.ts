import * as z from 'zod';
import { imageDigestSchema, imageTagSchema } from './values';

/** The builds that an environment runs, by registry key: `environments/<name>.images.yaml`, the file that CI edits. */
export const imageLockSchema = z.record(
  z.string(),
  z.strictObject({
    /** The image's tag. Required beside a digest too, for readers. */
    tag: imageTagSchema,
    /**
     * The image's digest, `sha256:` and 64 hexadecimal digits. It decides the build; the tag then only describes it.
     * @default none: the image registry may return another build under the same tag
     */
    digest: imageDigestSchema.optional(),
  }),
);

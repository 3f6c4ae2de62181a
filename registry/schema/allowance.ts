import * as z from 'zod';
import { isDate } from '../../formats';
import { legal } from './legal';
import { textSchema } from './texts';

/** A finding that is accepted on purpose. */
export const allowanceSchema = z.strictObject({
  /** The code of the finding, such as `image-tag-latest`. */
  code: z.string(),
  /**
   * The place of the finding, as findings show it: a path such as `orders.env.LEGACY_URL`, a file such as `environments/dev.yaml`, or both, such as
   * `environments/dev.yaml: images.tag`. A path means also what is under it, and `*` any text in one segment of it.
   */
  at: z.string(),
  /** Why it is accepted. */
  reason: legal(
    textSchema('reason', 'label'),
    'allow-reason-empty',
    (reason) => reason.trim() !== '',
    () => ({}),
  ),
  /**
   * The last day on which it is accepted, such as `2027-01-31`.
   * @default accepted for good
   */
  until: legal(z.string(), 'allow-until-invalid', isDate, (until) => ({ until })).optional(),
});

/** A finding that is accepted on purpose, after its shape was checked. */
export type ParsedAllowance = z.output<typeof allowanceSchema>;

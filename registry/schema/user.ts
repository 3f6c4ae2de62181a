import * as z from 'zod';
import { legal } from './legal';

/** The largest id that Kubernetes takes. */
const largestId = 2 ** 31 - 1;

/** The id of a user or a group that a container can run as. Root's id is 0. */
function idSchema(field: 'uid' | 'gid') {
  return legal(
    z.number(),
    'user-invalid',
    (id) => Number.isInteger(id) && id >= 1 && id <= largestId,
    (id) => ({ field, id }),
  );
}

/** The numeric user and group of a process. */
export const userSchema = z.strictObject({
  /** The user's id, from 1. */
  uid: idSchema('uid'),
  /** The group's id, from 1. */
  gid: idSchema('gid'),
});

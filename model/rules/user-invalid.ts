import { placeUnder } from '../origin';
import { rule } from './rule';

/** The largest id that Kubernetes takes. */
const largestId = 2 ** 31 - 1;

/** Reports ids of users and groups that a container cannot run under: root, and what is no id. */
export const userInvalid = rule('user-invalid', ({ platform }, report) => {
  for (const { user, place } of platform.services) {
    for (const field of ['uid', 'gid'] as const) {
      const id = user[field];
      if (!Number.isInteger(id) || id < 1 || id > largestId) report({ field, id }, placeUnder(place, 'user', field));
    }
  }
});

import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports pool sizes that are not whole numbers from 1 up. */
export const poolSizeInvalid = rule('pool-size-invalid', ({ platform: { postgres } }, report) => {
  if (postgres === undefined || (Number.isSafeInteger(postgres.poolSize) && postgres.poolSize >= 1)) return;
  report({ poolSize: postgres.poolSize }, placeUnder(postgres.place, 'poolSize'));
});

import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports pool sizes that are not whole numbers from 1 up. */
export const poolSizeInvalid = rule('pool-size-invalid', ({ platform: { postgresServers } }, report) => {
  for (const { poolSize, place } of postgresServers) {
    if (!Number.isSafeInteger(poolSize) || poolSize < 1) report({ poolSize }, placeUnder(place, 'poolSize'));
  }
});

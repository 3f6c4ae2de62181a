import { placeUnder } from '../origin';
import { countedAmount } from './facts/peak';
import { quotaAmounts } from './facts/quota-amounts';
import { rule } from './rule';

/** Reports quotas that bound nothing, and amounts in them that are none. */
export const quotaInvalid = rule('quota-invalid', ({ platform: { quota } }, report) => {
  if (quota === undefined) return;
  const { place, pods } = quota;
  const amounts = quotaAmounts(quota);
  if (amounts.length === 0 && pods === undefined) report({ field: 'quota', value: '', reason: 'empty' }, place);
  for (const { field, path, quantity } of amounts) {
    const amount = countedAmount(field, quantity);
    if (amount === undefined || amount === 0) report({ field, value: quantity, reason: 'amount' }, placeUnder(place, ...path));
  }
  if (pods !== undefined && (!Number.isSafeInteger(pods) || pods < 1))
    report({ field: 'pods', value: String(pods), reason: 'number' }, placeUnder(place, 'pods'));
});

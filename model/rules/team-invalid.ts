import { isLabelValue } from '../../formats';
import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports teams that cannot be the value of a label. */
export const teamInvalid = rule('team-invalid', ({ platform }, report) => {
  for (const { team, place } of platform.services) {
    if (team !== undefined && (team === '' || !isLabelValue(team))) report({ team }, placeUnder(place, 'owner', 'team'));
  }
});

import { isDnsLabel } from '../../formats';
import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports an environment's name that cannot be the name of a folder everywhere. */
export const environmentNameInvalid = rule('environment-name-invalid', ({ platform }, report) => {
  if (!isDnsLabel(platform.environment)) report({ name: platform.environment }, placeUnder(platform.sources.manifest, 'environments'));
});

import { isDnsLabel } from '../../formats';
import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports a product's name that cannot be a namespace and a label. */
export const productNameInvalid = rule('product-name-invalid', ({ platform }, report) => {
  if (!isDnsLabel(platform.product)) report({ name: platform.product }, placeUnder(platform.sources.manifest, 'name'));
});

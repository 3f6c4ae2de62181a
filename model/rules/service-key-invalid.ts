import { isLabelValue } from '../../formats';
import { rule } from './rule';

/** Reports registry keys that cannot be the value of `app.kubernetes.io/name`. */
export const serviceKeyInvalid = rule('service-key-invalid', ({ platform }, report) => {
  for (const { key, place } of platform.services) {
    if (key === '' || !isLabelValue(key)) report({ service: key }, { ...place, key: true });
  }
});

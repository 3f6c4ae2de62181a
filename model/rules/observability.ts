import type { Capability } from '../../registry/schema';
import { placeOf } from '../origin';
import { type AreaRules, rule } from './rule';

/** The fields of `observability` that ask for objects of an operator. */
const operated: readonly (readonly [field: 'monitors', capability: Capability])[] = [['monitors', 'monitoring.coreos.com/v1']];

/** Reports objects that are asked for where the cluster does not serve their kind. */
const observabilityCapabilityMissing = rule('observability-capability-missing', ({ platform }, report) => {
  for (const [field, capability] of operated) {
    if (platform.observability[field] && !platform.capabilities.includes(capability))
      report({ field: `observability.${field}`, capability }, placeOf(platform, 'observability', field));
  }
});

/** The rules about what watches a platform. */
export const observabilityRules: AreaRules<'observability'> = [observabilityCapabilityMissing];
